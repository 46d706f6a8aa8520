"""Anticipated no's: the house said no, on purpose, and can say why."""

from __future__ import annotations


class Refusal(Exception):
    """An act the house declined.

    why -- one sentence, fit to show the person who asked.
    """

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class NotFound(Refusal):
    """No such thing here -- or none this actor may know about."""

    def __init__(self, why: str = "There is nothing here.") -> None:
        super().__init__(why)


class ChangedMeanwhile(Refusal):
    """Somebody else changed it while the actor had it open."""
