"""Recipes for every weight and table that the package ships."""
