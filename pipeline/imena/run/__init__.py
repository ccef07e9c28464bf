"""Engines that run a pipeline over a corpus; none of them knows about language."""
