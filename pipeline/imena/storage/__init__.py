"""File systems, atomic files, and sets and sorting on disk."""
