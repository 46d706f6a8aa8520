"""What each kind of letter is called, and what it is about."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from hearthside.people.letters import Kind

NAMES: Final[dict[Kind, Any]] = {
    Kind.DATES: _("Changed dates"),
    Kind.ROTA: _("The rota"),
    Kind.TRAINING: _("My certificates"),
    Kind.DESK: _("My desk"),
    Kind.WAITING: _("Something I wait for"),
    Kind.ROLES: _("My part here"),
    Kind.CHECK_OUT: _("A check-out that did not come"),
    Kind.DIGEST: _("Letters that come once a day or once a week"),
    Kind.DANGER: _("Somebody may be in danger"),
    Kind.QUESTIONS: _("Questions of a study"),
}
ABOUT: Final[dict[Kind, Any]] = {
    Kind.DATES: _("A date you asked about is moved, called off or put back."),
    Kind.ROTA: _("An evening wants a facilitator, or somebody asks you to swap."),
    Kind.TRAINING: _("A certificate of yours runs out soon."),
    Kind.DESK: _("Something waits for your answer at the desk."),
    Kind.WAITING: _(
        "You wait for a group, and one that fits is listed, or a seat in it is free."
    ),
    Kind.ROLES: _("What you may do here has changed."),
    Kind.CHECK_OUT: _("You said you would wait by the phone that evening."),
    Kind.DIGEST: _("What happened since the last one, in one letter."),
    Kind.DANGER: _("You are a safeguarding lead, and somebody fears for another."),
    Kind.QUESTIONS: _("You take part in a study, and its questions have come round."),
}
