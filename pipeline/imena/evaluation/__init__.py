"""Gold in, figures out: how well a model draws mentions."""
