"""Lay out the nodes and names of a network, for the plots and for the page."""
