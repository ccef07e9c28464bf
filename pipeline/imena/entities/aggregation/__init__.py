"""Combine the names of many documents and parts of a corpus."""
