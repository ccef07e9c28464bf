"""Rules that decide which names of a document group refer to one entity."""
