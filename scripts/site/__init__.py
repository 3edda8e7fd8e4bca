"""What the site adds to MkDocs: diagrams, the pages' look and the search index."""
