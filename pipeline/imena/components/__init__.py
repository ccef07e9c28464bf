"""spaCy components, one idea a file; all are registered as factories by entry points."""
