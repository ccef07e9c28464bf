"""Read documents from files, one module for each format."""
