"""Actions that need more than one room."""
