"""What an evaluator may take of a report, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.outcomes.sealed_files import CannotTake
from hearthside.workflows import build_a_report


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file that can be taken, and what it is."""

    name: str
    words: str


def papers_of(actor: Actor, study_id: str, now: datetime) -> tuple[FileLine, ...]:
    """Return the files of the report that is out.

    Raises NotFound.
    """
    words = {
        "summary.pdf": _("The one page, as a PDF"),
        "summary.html": _("The one page, as a web page"),
        "appendix.pdf": _("The appendix, as a PDF"),
        "appendix.html": _("The appendix, as a web page"),
        "report.json": _("Every number, for a program"),
        "ledger.json": _("Which numbers changed, for a program"),
        "words-for-anybody.txt": _("Sentences anybody may read"),
    }
    try:
        there = build_a_report.papers(actor, study_id=study_id, now=now)
    except CannotTake:
        # Sealed with a secret this house no longer has: no button would open it.
        there = ()
    return tuple(FileLine(name, words[name]) for name in there)


def forms() -> tuple[FileLine, ...]:
    """Return the forms in which answers by code can be taken."""
    words = {
        "csv-long": _("Tables, a row for each time (CSV)"),
        "csv-wide": _("Tables, a row for each code (CSV)"),
        "sav": _("For SPSS and R (.sav)"),
        "redcap": _("For REDCap"),
        "fhir": _("For FHIR R4"),
    }
    return tuple(FileLine(form, words[form]) for form in build_a_report.FORMS)
