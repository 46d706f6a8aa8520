"""People: who signs in, and nothing about where they belong."""
