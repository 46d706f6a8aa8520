"""Words in circles: ours, the floor under it, and the chat everybody writes first."""
