"""Services nearby: what others offer, as their directories say, with no trail to a person."""
