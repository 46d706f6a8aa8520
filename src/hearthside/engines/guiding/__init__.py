"""The guide: answers with what people wrote, in their words, or leads to people."""
