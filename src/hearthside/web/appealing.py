"""Asking somebody else to look again: the question, and what came of it in words."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearthside.safety.appeals import SaidToMe
from hearthside.safety.ladder import LONGEST
from hearthside.web.desk.plain_words import PlainWords


class AppealForm(forms.Form):
    """Why somebody else should look again."""

    own_words = PlainWords(
        label=gettext_lazy("What should they know?"),
        max_length=LONGEST,
        widget=forms.Textarea,
        error_messages={"required": gettext_lazy("Write a few words. They read them.")},
    )


def answer_head(one: SaidToMe) -> str:
    """Return what came of asking somebody else to look; empty when nobody was asked."""
    if one.appealed_at is None:
        return ""
    if one.stands is None:
        return _(
            "Somebody who did not decide this looks at it. Nobody has answered yet."
        )
    if one.stands:
        return _("Somebody else looked again. What was decided stays.")
    return _("Somebody else looked again. What was decided holds no longer.")
