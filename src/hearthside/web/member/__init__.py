"""Pages for the member audience."""
