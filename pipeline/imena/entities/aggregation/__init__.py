"""Combine the names of many documents, and of many parts of a corpus."""
