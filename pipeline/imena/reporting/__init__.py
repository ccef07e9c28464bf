"""Tables shown to people: the terminal and the page."""
