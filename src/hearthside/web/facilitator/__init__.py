"""Pages for the facilitator audience."""
