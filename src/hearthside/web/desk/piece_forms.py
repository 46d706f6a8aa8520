"""The forms in which somebody shares a piece, by kind; and the look before it is sent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearthside.commons import shapes
from hearthside.commons.mine import Mine
from hearthside.commons.shapes import Kind, Manner, Readers, Stage, Words
from hearthside.engines import words as vocabulary
from hearthside.web.desk.plain_words import PlainWords
from hearthside.web.piece_words import NOTE_WORDS, STAGE_WORDS, STANCE_WORDS, body

# The field under which help is offered: where somebody writes of themselves.
MAIN: Final = {
    Kind.QUESTION: "words",
    Kind.ANSWER: "words",
    Kind.STRATEGY: "did",
    Kind.TRIED: "words",
    Kind.STORY: "words",
}
LABELS: Final = {
    (Kind.QUESTION, "title"): gettext_lazy("Your question, in one line"),
    (Kind.QUESTION, "words"): gettext_lazy("More about it"),
    (Kind.ANSWER, "words"): gettext_lazy("Your answer"),
    (Kind.STRATEGY, "title"): gettext_lazy("The situation, in one line"),
    (Kind.STRATEGY, "words"): gettext_lazy("More about the situation"),
    (Kind.STRATEGY, "did"): gettext_lazy("What I did"),
    (Kind.STRATEGY, "went"): gettext_lazy("How it went"),
    (Kind.STRATEGY, "cautions"): gettext_lazy("When not to do this"),
    (Kind.TRIED, "words"): gettext_lazy("In what situation, in a sentence"),
    (Kind.STORY, "title"): gettext_lazy("A title"),
    (Kind.STORY, "words"): gettext_lazy("Your story"),
}
HELP: Final = {
    (Kind.QUESTION, "title"): gettext_lazy(
        "Such as: How do I sleep in the first week home?"
    ),
    (Kind.ANSWER, "words"): gettext_lazy(
        "What you did yourself helps more than what somebody should do."
    ),
    (Kind.STRATEGY, "title"): gettext_lazy("Such as: The first night home, alone"),
    (Kind.STORY, "words"): gettext_lazy(
        "A blank line begins a new paragraph. You can stop, and come back another day."
    ),
}
ROWS: Final = {"words": 5, "did": 6, "went": 4, "cautions": 3}
TOO_LONG: Final = gettext_lazy(
    "There is room for %(limit_value)d characters, and this is %(show_value)d. Please "
    "say it shorter, or in two parts. Nothing you typed is lost."
)


class LongWords(PlainWords):
    """Words in a large field; a browser does not cut what is pasted, we say what is too long."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        attrs = super().widget_attrs(widget)
        if isinstance(widget, forms.Textarea):
            attrs.pop("maxlength", None)
        return attrs


class PieceForm(forms.Form):
    """Everything that goes with one kind of piece. groups -- those of the actor, for a story."""

    def __init__(
        self,
        kind: Kind,
        *args: Any,
        groups: Iterable[tuple[str, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.groups = tuple(groups)
        if kind in shapes.STANCES:
            self.fields["stance"] = _choice(
                gettext_lazy("Where do you know it from?")
                if kind is Kind.ANSWER
                else gettext_lazy("How was it?"),
                ((one, STANCE_WORDS[one]) for one in shapes.STANCES[kind]),
            )
        for name, most in shapes.LONGEST[kind].items():
            self.fields[name] = _words_field(kind, name, most)
        if kind not in shapes.ABOUT:
            self.fields["topic"] = _select(
                gettext_lazy("What is it about?"),
                ((code, _(label)) for code, label in vocabulary.TOPICS.items()),
                "any",
            )
        self.fields["notes"] = _notes()
        self.fields["name_shown"] = _name()
        if kind not in shapes.ABOUT:
            self.fields["language"] = _select(
                gettext_lazy("Which language is it in?"),
                vocabulary.LANGUAGES.items(),
                "en",
            )
        self._ask_who_reads()

    def words(self) -> Words:
        """Return the words that were typed; for a form that is right."""
        typed = {name: self.cleaned_data[name] for name in shapes.LONGEST[self.kind]}
        return Words(**typed)

    def manner(self) -> Manner:
        """Return what goes with the words; for a form that is right."""
        given = self.cleaned_data
        return Manner(
            name_shown=given["name_shown"],
            topic=given.get("topic", "any"),
            notes=tuple(given["notes"]),
            language=given.get("language", "en"),
            stance=given.get("stance", ""),
        )

    def readers(self, group_ids: dict[str, int]) -> Readers:
        """Return who may read it. group_ids -- by public id, those of the actor."""
        given = self.cleaned_data
        if self.kind is not Kind.STORY:
            stages = {Stage.COMMONS}
            if given["readers"] == "anybody":
                stages.add(Stage.PUBLIC)
        else:
            stages = {one for one in (Stage.COMMONS, Stage.PUBLIC) if given[one]}
        if given.get("print"):
            stages.add(Stage.PRINT)
        group_id = group_ids.get(given.get("group", ""))
        if group_id is not None:
            stages.add(Stage.GROUP)
        return Readers(frozenset(stages), group_id)

    def _ask_who_reads(self) -> None:
        if self.kind is not Kind.STORY:
            self.fields["readers"] = _choice(
                gettext_lazy("Who may read it?"),
                (
                    ("members", STAGE_WORDS[Stage.COMMONS]),
                    ("anybody", STAGE_WORDS[Stage.PUBLIC]),
                ),
                initial="members",
            )
        else:
            if self.groups:
                self.fields["group"] = _select(
                    STAGE_WORDS[Stage.GROUP],
                    (("", _("No group")), *self.groups),
                    "",
                )
            for stage in (Stage.COMMONS, Stage.PUBLIC):
                self.fields[stage.value] = _tick(STAGE_WORDS[stage])
        if self.kind in {Kind.STRATEGY, Kind.STORY}:
            self.fields["print"] = _tick(STAGE_WORDS[Stage.PRINT])


def as_typed(one: Mine, group_public_id: str) -> dict[str, Any]:
    """Return what a form shows of a piece of mine before anything is changed."""
    return {
        **{name: getattr(one.words, name) for name in shapes.FIELDS},
        "stance": one.manner.stance,
        "topic": one.manner.topic,
        "notes": list(one.manner.notes),
        "name_shown": one.manner.name_shown,
        "language": one.manner.language,
        "readers": "anybody" if Stage.PUBLIC in one.stages else "members",
        "group": group_public_id,
        **{str(stage): stage in one.stages for stage in Stage if stage != Stage.GROUP},
    }


@dataclass(frozen=True, slots=True)
class Field:
    """One part of a piece: what was asked, and what somebody wrote, as HTML."""

    label: str
    body: SafeString


def fields_of(kind: Kind, words: Words) -> tuple[Field, ...]:
    """Return the parts of a piece that have words, in the order of its form."""
    return tuple(
        Field(str(LABELS[kind, name]), body(getattr(words, name)))
        for name in shapes.LONGEST[kind]
        if getattr(words, name)
    )


def _words_field(kind: Kind, name: str, most: int) -> LongWords:
    is_line = name == "title"
    widget = (
        forms.TextInput(attrs={"autocomplete": "off"})
        if is_line
        else forms.Textarea(attrs={"rows": 14 if kind is Kind.STORY else ROWS[name]})
    )
    return LongWords(
        label=LABELS[kind, name],
        help_text=HELP.get((kind, name), ""),
        max_length=most,
        required=name in shapes.NEEDED[kind],
        widget=widget,
        error_messages={
            "required": gettext_lazy("Please write something here."),
            "max_length": TOO_LONG,
        },
    )


def _name() -> PlainWords:
    return PlainWords(
        label=gettext_lazy("A name for this piece only"),
        help_text=gettext_lazy(
            "Not one you use in a group. Without a name it says “Somebody here”."
        ),
        max_length=shapes.LONGEST_NAME,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


def _notes() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=gettext_lazy("It speaks of"),
        help_text=gettext_lazy("Readers are told before they read it, and choose."),
        choices=tuple(NOTE_WORDS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


def _choice(
    label: Any, choices: Iterable[tuple[str, Any]], initial: str | None = None
) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=tuple(choices),
        initial=initial,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Please choose what fits.")},
    )


def _select(
    label: Any, choices: Iterable[tuple[str, Any]], initial: str
) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=tuple(choices), initial=initial, required=bool(initial)
    )


def _tick(label: Any) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False)
