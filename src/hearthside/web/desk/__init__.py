"""Pages for the desk audience."""
