"""Settings: one typed Config, and Django told about it."""
