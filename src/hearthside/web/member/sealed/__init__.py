"""Pages of what only the member's own browser can open."""
