"""Web pages: the bytes of an HTML page come in, its bulletin in pieces goes out with what the page says of it."""
