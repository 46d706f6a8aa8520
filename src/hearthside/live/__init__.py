"""The live process: sealed words in, one stream of them out for each person who listens."""
