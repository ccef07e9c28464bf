"""Names as documents write them: their parts, normal forms and similarity."""
