"""What is shared beyond one group. So far: the library."""
