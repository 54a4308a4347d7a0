"""Office files: the bytes of a Word or Excel file come in, its pieces (`loaders.pieces`) go out."""
