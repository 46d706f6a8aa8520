"""Answering as a BMLT server does, so that its many clients can show our groups."""

from .answering import Answer, CannotAnswer, Server, answer

__all__ = ["Answer", "CannotAnswer", "Server", "answer"]
