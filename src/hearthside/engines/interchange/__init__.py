"""Reading what other directories say about their groups, without keeping anybody's number."""
