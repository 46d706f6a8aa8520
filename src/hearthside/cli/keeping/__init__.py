"""Keeping the house: one sealed file that holds it, and the way back from that file."""
