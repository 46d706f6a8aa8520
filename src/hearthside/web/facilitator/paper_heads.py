"""The words that stand on every paper of an evening, whatever the group wrote."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Heads:
    """Headings and small print, in the reader's language.

    page -- with #at and #all where the numbers go.
    """

    aloud: str
    opening: str
    promises: str
    limits: str
    closing: str
    evening: str
    time: str
    step: str
    long: str
    end: str
    ring: str
    count: str
    tally: tuple[str, str, str]
    sums: str
    help: str
    fold: str
    foot: str
    page: str


def heads() -> Heads:
    """Return them."""
    return Heads(
        aloud=_("To read aloud"),
        opening=_("Opening words"),
        promises=_("What we promise one another"),
        limits=_("Where the promise ends"),
        closing=_("Closing words"),
        evening=_("This evening"),
        time=_("Time"),
        step=_("What happens"),
        long=_("How long"),
        end=_("End"),
        ring=_("First names only, or nothing at all"),
        count=_("How many"),
        tally=(_("Here"), _("First time"), _("Been before")),
        sums=_(
            "One stroke for each person. Keep these three sums and nothing else. You two "
            "are not counted."
        ),
        help=_("Somebody to talk to tonight"),
        fold=_(
            "Afterwards, fold this paper with the writing inside, take it home and tear it "
            "up. It is not for keeping."
        ),
        foot=_("For this evening only"),
        page=_("#at of #all"),
    )
