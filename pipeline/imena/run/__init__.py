"""Run a pipeline over a corpus: engines, resumable runs and their manifest."""
