"""The public functions of the package, one module each."""
