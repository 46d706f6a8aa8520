"""Outcomes: what people answered, by study code. This room may not know who anyone is."""
