"""Rules that decide which names refer to one entity, and which names each rule needs."""
