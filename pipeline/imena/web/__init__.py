"""Serve a page where people read texts, correct entities and download tables: `imena serve`."""
