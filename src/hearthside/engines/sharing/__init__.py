"""What to look at before words are shared: who they may point at, and how much they tell.

Hints for whoever writes and whoever reads them first. They are rules, and miss things.
"""
