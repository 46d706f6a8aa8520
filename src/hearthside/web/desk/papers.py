"""Papers: certificates in words, what is missing, and evenings shadowed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearthside.engines import recurrence
from hearthside.meetings import requirements
from hearthside.meetings.requirements import Asked
from hearthside.meetings.shadowing import Evenings
from hearthside.meetings.training import Certificate


@dataclass(frozen=True, slots=True)
class Paper:
    """One certificate in words; state is fine, soon or out."""

    words: str
    state: str


@dataclass(frozen=True, slots=True)
class Demands:
    """What the house asks of whoever leads: certificates, and evenings shadowed first."""

    asked: list[Asked]
    shadows: int


def papers(
    demands: Demands, held: list[Certificate], evenings: Evenings, *, today: date
) -> tuple[Paper, ...]:
    """Return what somebody who leads lacks, then what they hold."""
    names = {certificate.name for certificate in held}
    lacks = [
        Paper(_("%(name)s: no certificate yet") % {"name": name}, "out")
        for name in requirements.missing(demands.asked, held, on=today)
        if name not in names
    ]
    if not evenings.is_enough(demands.shadows):
        lacks.append(Paper(shadowed(evenings, needed=demands.shadows), "out"))
    return (*lacks, *(paper(certificate, today=today) for certificate in held))


def paper(certificate: Certificate, *, today: date) -> Paper:
    """Return one certificate and how it stands."""
    ends = certificate.runs_out_on
    if ends is None:
        said = _("%(name)s: in date, with no end")
        return Paper(said % {"name": certificate.name}, "fine")
    parts = {
        "name": certificate.name,
        "day": recurrence.say_date(ends, today=today),
    }
    if certificate.has_run_out(today):
        return Paper(_("%(name)s: ran out on %(day)s") % parts, "out")
    if ends == today:
        return Paper(
            _("%(name)s: today is its last day, and tonight still counts") % parts,
            "soon",
        )
    if certificate.runs_out_soon(today):
        return Paper(_("%(name)s: runs out soon, on %(day)s") % parts, "soon")
    return Paper(_("%(name)s: in date until %(day)s") % parts, "fine")


def shadowed(evenings: Evenings, *, needed: int) -> str:
    """Return how many evenings somebody shadowed, beside how many are asked for."""
    return ngettext(
        "Shadowed %(shadowed)d of %(needed)d evening",
        "Shadowed %(shadowed)d of %(needed)d evenings",
        needed,
    ) % {"shadowed": evenings.shadowed, "needed": needed}
