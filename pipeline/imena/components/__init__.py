"""The spaCy components of the pipeline; all are registered as factories by entry points."""
