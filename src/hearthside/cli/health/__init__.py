"""Health: what is wrong with the house, in sentences a volunteer can act on."""
