"""The clock: what happens without anybody asking."""
