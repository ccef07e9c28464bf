"""Collect the names of documents and compare them: parts, abbreviations, spellings."""
