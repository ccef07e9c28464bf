"""Find the lines, zones and repeated blocks of a page of plain text."""
