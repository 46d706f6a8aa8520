"""Circles: the server's side of sealed conversation. It orders, keeps and hands on what it cannot open."""
