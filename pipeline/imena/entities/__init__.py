"""Resolve the names of a corpus into entities: persons, organisations and locations."""
