"""What other directories, calendars and readers ask for: one truth in every standard."""
