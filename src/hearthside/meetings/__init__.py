"""Meetings: one date each, its rota, and who might come."""
