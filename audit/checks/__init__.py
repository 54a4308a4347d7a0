"""The checks, one family a module; each has its rows in `ROWS`."""
