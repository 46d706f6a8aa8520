"""The four headings of a worry, in words: what to think of, and what to ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from hearthside.safety.records import LONGEST, Said
from hearthside.web.desk.plain_words import PlainWords

KEEP: Final = "keep"
PUT_BY: Final = "draft"


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading: its name, a sentence, and plain prompts nobody has to answer."""

    slug: str
    words: Any
    lead: Any
    prompts: tuple[Any, ...]


HEADINGS: Final[dict[str, Heading]] = {
    one.slug: one
    for one in (
        Heading(
            "safe-now",
            _("Safe now"),
            _("First: is everybody safe at this moment?"),
            (
                _("Where is the person, and who is with them?"),
                _("Was 999 or 112 rung? When, and what did they say?"),
                _("Is there a child, or somebody who depends on them?"),
            ),
        ),
        Heading(
            "who-to-tell",
            _("Who to tell"),
            _("Who needs to know, and who does not."),
            (
                _("Does the person know that you tell somebody? What do they want?"),
                _("Who has been told, and what exactly?"),
                _("Who must not be told?"),
            ),
        ),
        Heading(
            "care-for-others",
            _("Care for others"),
            _("Somebody else may have seen or heard it too."),
            (
                _("Who else was there?"),
                _("What was said to the group?"),
                _("Who will ask how they are, and when?"),
            ),
        ),
        Heading(
            "care-for-you",
            _("Care for you"),
            _("You carried this. What do you need now?"),
            (
                _("Is somebody with you, or can you ring somebody?"),
                _("What would help before your next evening?"),
                _("Shall somebody else lead next time?"),
            ),
        ),
        Heading(
            "note",
            _("Something else"),
            _("Whatever belongs to this and fits under none of the headings."),
            (),
        ),
    )
}


class StepForm(forms.Form):
    """What was done, by when, who: any of it may be empty."""

    words = PlainWords(
        label=_("What was done, or what you know"),
        help_text=_("Only what you choose to say. A few words are enough."),
        max_length=LONGEST["words"],
        required=False,
        widget=forms.Textarea,
    )
    by_when = PlainWords(
        label=_("What comes next, and by when"),
        max_length=LONGEST["by_when"],
        required=False,
    )
    who = PlainWords(label=_("Who does it"), max_length=LONGEST["who"], required=False)

    def said(self) -> Said:
        """Return what was typed, once it is valid."""
        given = self.cleaned_data
        return Said(given["words"], given["by_when"], given["who"])


def form_of(said: Said | None) -> StepForm:
    """Return the form, with what was put by."""
    if said is None:
        return StepForm()
    return StepForm(
        initial={"words": said.words, "by_when": said.by_when, "who": said.who}
    )
