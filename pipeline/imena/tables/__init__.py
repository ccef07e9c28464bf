"""Docs to rows, rows to DataFrames, and the files they are written to."""
