"""Tables shown to people: the terminal and the plots."""
