"""The one index behind search and guide: copies of what people published, and how they are found."""
