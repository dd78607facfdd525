"""Articles and policies: ingestion, index, and search with citations."""
