"""Holding a running house against this release: parts of `hearthside verify-deployment`."""
