"""Present tables to people, on the terminal and as an HTML page."""
