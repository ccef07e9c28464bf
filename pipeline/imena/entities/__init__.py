"""Mentions of a whole corpus in, entities out."""
