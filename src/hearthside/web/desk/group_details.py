"""What a newcomer reads of a group, and when it usually meets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.contrib import messages
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, ngettext

from hearthside.core.actor import Actor
from hearthside.core.refusals import ChangedMeanwhile
from hearthside.engines import recurrence
from hearthside.groups import changing
from hearthside.groups.changing import CannotKeep, Current
from hearthside.web.desk.details_form import DetailsForm
from hearthside.web.frame import house_of
from hearthside.workflows.change_a_group import Changed, change_a_group

SECTIONS: Final[tuple[tuple[str | Promise, tuple[str, ...]], ...]] = (
    (gettext_lazy("The group"), ("name", "state")),
    (
        gettext_lazy("What a newcomer reads"),
        ("one_line", "about", "first_time", "who_meets_you", "hours_note", "seats"),
    ),
    (
        gettext_lazy("Where"),
        (
            "attendance", "place_name", "address", "address_withheld", "district",
            "area", "latitude", "longitude", "door", "directions", "access_notes",
            "online_link", "online_note",
        ),
    ),
    (gettext_lazy("When"), ("sentence", "counts_from", "minutes", "without")),
    (
        gettext_lazy("What the group says of itself"),
        ("topics", "who_for", "access", "manner"),
    ),
)  # fmt: skip


STATE_NOW: Final = {
    "listed": gettext_noop("The group is listed, and its dates are shown."),
    "paused": gettext_noop("The group is taking a pause, and no date is shown."),
    "unlisted": gettext_noop("The group is not listed. Only its own people see it."),
}


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its questions."""

    head: str
    fields: tuple[BoundField, ...]


@dataclass(frozen=True, slots=True)
class Pause:
    """The first and the last day of one pause."""

    first: BoundField
    last: BoundField


@dataclass(frozen=True, slots=True)
class Difference:
    """One answer as it is kept now, and as it was typed here."""

    label: str
    now: str
    typed: str


@dataclass(frozen=True, slots=True)
class GroupDetailsPage:
    """Everything desk/group_details.html may show.

    why_not -- why the last act was declined; differences -- what is kept now beside
    what was typed, when somebody else was faster.
    """

    group_name: str
    why_not: str
    differences: tuple[Difference, ...]
    form: DetailsForm
    words: tuple[Section, ...]
    pauses: tuple[Pause, ...]
    said: Section
    languages: BoundField
    dates_url: str
    photo_url: str


def show(
    request: HttpRequest, actor: Actor, now: datetime, group_id: str
) -> HttpResponse:
    """Show the details of one of our groups to its coordinators."""
    kept = changing.current(actor, public_id=group_id)
    form = _form(request, kept, now=now)
    return _page(request, kept, form, group_id)


def act(
    request: HttpRequest, actor: Actor, now: datetime, group_id: str
) -> HttpResponse:
    """Keep the details, and let the coming dates follow."""
    kept = changing.current(actor, public_id=group_id)
    typed = request.POST
    form = _form(request, kept, now=now, typed=typed)
    if not form.is_valid():
        return _page(request, kept, form, group_id, status=400)
    try:
        changed = change_a_group(
            actor,
            public_id=group_id,
            version=form.cleaned_data["version"],
            details=form.details(),
            base_address=settings.CONFIG.base_address,
            now=now,
        )
    except ChangedMeanwhile as refusal:
        kept = changing.current(actor, public_id=group_id)
        form = _form(request, kept, now=now, typed=_again(typed, kept))
        return _page(request, kept, form, group_id, why_not=refusal.why, status=409)
    except CannotKeep as refusal:
        return _page(request, kept, form, group_id, why_not=refusal.why, status=409)
    messages.success(request, _what_follows(changed, form.cleaned_data["state"]))
    return redirect("dates", group_id)


def _form(
    request: HttpRequest,
    kept: Current,
    *,
    now: datetime,
    typed: QueryDict | None = None,
) -> DetailsForm:
    return DetailsForm(
        typed,
        details=kept.details,
        country=house_of(request).country,
        today=now.astimezone(ZoneInfo(kept.details.pattern.zone)).date(),
        initial={"version": kept.version},
    )


def _again(typed: QueryDict, kept: Current) -> QueryDict:
    """Return what was typed, to be saved over what is kept now."""
    fresh = typed.copy()
    fresh["version"] = str(kept.version)
    return fresh


def _page(
    request: HttpRequest,
    kept: Current,
    form: DetailsForm,
    group_id: str,
    *,
    why_not: str = "",
    status: int = 200,
) -> HttpResponse:
    if not why_not and "version" in form.errors:
        why_not = _("The form came without its version. Please try once more.")
    *words, said = (
        Section(str(head), tuple(form[name] for name in names))
        for head, names in SECTIONS
    )
    page = GroupDetailsPage(
        group_name=kept.details.name,
        why_not=why_not,
        differences=_differences(form) if status == 409 else (),
        form=form,
        words=tuple(words),
        pauses=tuple(
            Pause(form[f"pause_{number}_first"], form[f"pause_{number}_last"])
            for number in range(1, form.pauses + 1)
        ),
        said=said,
        languages=form["languages"],
        dates_url=reverse("dates", args=[group_id]),
        photo_url=reverse("door_photo", args=[group_id]),
    )
    return render(request, "desk/group_details.html", {"page": page}, status=status)


def _differences(form: DetailsForm) -> tuple[Difference, ...]:
    form.full_clean()
    return tuple(
        Difference(
            str(form.fields[name].label),
            _in_words(form.fields[name], form.initial.get(name)),
            _in_words(form.fields[name], form.cleaned_data.get(name)),
        )
        for name in form.changed_data
        if name != "version"
    )


def _in_words(field: forms.Field, value: Any) -> str:
    if value is None or value == "" or value == []:
        return _("Nothing")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, date):
        return recurrence.say_date(value)
    if isinstance(field, forms.ChoiceField):
        codes = value if isinstance(value, list) else [value]
        choices: Any = field.choices
        labels = {code: str(label) for code, label in choices}
        return ", ".join(labels.get(str(code), "") for code in codes)
    return str(value)


def _what_follows(changed: Changed, state: str) -> str:
    kept = _("The details are kept.")
    if changed.state_is_new:
        kept = f"{kept} {_(STATE_NOW[state])}"
    if changed.dates_follow:
        kept = f"{kept} {_('The coming dates follow the new pattern.')}"
    if not changed.told:
        return kept
    told = ngettext(
        "%(told)d person is told by e-mail.",
        "%(told)d people are told by e-mail.",
        changed.told,
    )
    return f"{kept} {told % {'told': changed.told}}"
