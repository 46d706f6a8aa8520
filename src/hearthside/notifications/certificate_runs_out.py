"""A certificate runs out: told to whoever holds it. Says the day, and not what for."""

from __future__ import annotations

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from hearthside.core.outbox import Words


@dataclass(frozen=True, slots=True)
class CertificateRunsOut:
    """What the letter needs.

    day -- the last good day, in words. is_over -- it has passed.
    address -- the page that shows which certificate it is.
    """

    day: str
    is_over: bool
    address: str


def words(about: CertificateRunsOut) -> Words:
    """Return the letter."""
    template = "notifications/certificate_runs_out"
    return Words(
        subject=_("Something of yours has run out")
        if about.is_over
        else _("Something of yours runs out soon"),
        text=render_to_string(f"{template}.txt", {"about": about}),
        html=render_to_string(f"{template}.html", {"about": about}),
        address=about.address,
    )
