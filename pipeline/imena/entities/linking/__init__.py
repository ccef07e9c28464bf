"""Link names to countries, GeoNames and Wikidata with the tables that ship with the package."""
