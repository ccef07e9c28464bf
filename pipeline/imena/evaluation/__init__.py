"""Score how well models find and label mentions."""
