"""Writing what we publish, in each standard other directories and calendars read."""
