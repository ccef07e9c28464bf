"""The user's dictionary of names: its file format, checks, lookup, editor and YAML text."""
