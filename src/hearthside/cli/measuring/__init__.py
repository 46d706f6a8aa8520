"""What `hearthside evaluate` measures with a model. Only that command carries it."""
