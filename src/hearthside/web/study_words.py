"""The words somebody says yes to before a study asks them anything, on a page or on paper.

Whoever changes them gives `outcomes.studies.CONSENT` a new version: a yes is dated with it.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from hearthside.outcomes.studies import Told


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that is offered."""

    value: int
    words: str
    is_chosen: bool


def bands() -> tuple[str, ...]:
    """Return the bands of meetings somebody may say they came to, in their order."""
    return (_("None"), _("1 to 4"), _("5 to 9"), _("10 to 19"), _("20 or more"))


def consent_of(study: Told, *, on_paper: bool = False) -> tuple[str, ...]:
    """Return the words somebody says yes to.

    on_paper -- they stand on a paper, or are for whoever was given one: somebody of the
    charity types it in, and sees the answers beside the code.
    """
    said = [
        _(
            "We ask the same few questions at the beginning and after 3, 6 and 12 months. It "
            "takes three to four minutes each time. You can skip any question."
        ),
        _(
            "We ask to find out whether groups like ours help, and to say so honestly when "
            "they do not."
        ),
        _(
            "Your answers are kept under a code and not under your name. A coordinator or a "
            "safeguarding lead types in your paper: they see its answers beside its code, and "
            "no name. Fold it before you give it back. What you answer on a phone or computer, "
            "they do not see. An evaluator sees codes and answers, never who anyone is. What "
            "is published is about ten people or more."
        )
        if on_paper
        else _(
            "Your answers are kept under a code and not under your name. Facilitators and "
            "coordinators see none of them. An evaluator sees codes and answers, never who "
            "anyone is. What is published is about ten people or more."
        ),
        _(
            "You need not take part. You can come to any group and use everything here "
            "without it."
        ),
        _(
            "You can leave at any time, without saying why. Then your answers are deleted at "
            "once. Numbers that are out already stay out, and are put right in the next ones. "
            "Otherwise your answers are kept for 6 years after the study ends."
        ),
    ]
    if study.responder:
        said.append(
            _(
                "One question is about thoughts of death. If you answer that there are some, "
                "you are shown help at once, and %(responder)s hear that somebody under your "
                "code said so. They do not see who you are. They look: %(hours)s"
            )
            % {"responder": study.responder, "hours": study.responder_hours}
        )
    return tuple(said)
