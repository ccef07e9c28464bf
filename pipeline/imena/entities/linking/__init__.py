"""Link names to countries, GeoNames and Wikidata with the shipped tables."""
