"""Hearthside: a self-hosted home for peer support groups."""
