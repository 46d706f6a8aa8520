"""Where Django looks for commands that take the place of its own."""
