"""The words we send out: one module per message; handed everything, fetching nothing."""
