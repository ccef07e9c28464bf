"""Where the nodes and names of a network stand, for the plots and for the page alike."""
