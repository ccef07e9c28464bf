"""Text in: files, folders and objects in memory become documents; one module a format."""
