"""The finder: compares by meaning, in a process of its own that sleeps until somebody asks."""
