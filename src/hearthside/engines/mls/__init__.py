"""What a house can see of a sealed circle: the outside of MLS messages (RFC 9420), and no more.

`frames.parse` reads one message, `auditing.audit` checks a GroupInfo with its tree, and
`credentials` says which member and device a leaf is. Nothing here can open anything.
"""
