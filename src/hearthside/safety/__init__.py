"""Safety: every worry held by a named person, in order, on record."""
