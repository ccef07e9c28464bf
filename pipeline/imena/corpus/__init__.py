"""Read files, folders and objects in memory as documents."""
