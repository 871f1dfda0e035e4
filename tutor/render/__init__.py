"""Writing a derivation down: words, then a document, then one of several formats."""
