"""A text or a file in, a page to read, correct and download its entities out: `imena serve`."""
