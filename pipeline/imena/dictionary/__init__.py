"""The user's own dictionary of names: file format, checks and editing."""
