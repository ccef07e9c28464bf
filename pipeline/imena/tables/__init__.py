"""Make rows from Docs and DataFrames from rows, and write them in many formats."""
