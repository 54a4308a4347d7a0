"""PDF files with a text layer: pages become paragraphs in reading order and tables, as pieces of a Document."""
