"""Images of pages: text recognised with the extra `tongbao[ocr]`, as pages like those of a PDF with a text layer."""
