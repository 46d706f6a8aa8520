"""The organisation: its localities, words, places and crisis lines."""
