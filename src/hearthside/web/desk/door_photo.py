"""The photo of a group's door: choose it, say what it shows, take it away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from hearthside.core.actor import Actor
from hearthside.core.refusals import ChangedMeanwhile
from hearthside.groups import door_photo
from hearthside.groups.door_photo import LONGEST, CannotPutUp, Current
from hearthside.web import errors, limits
from hearthside.web.desk.plain_words import PlainWords
from hearthside.web.pictures import Picture, picture_of

MOST_BYTES: Final = 20 * 1024 * 1024
AN_HOUR: Final = 30


class PhotoForm(forms.Form):
    """A photo, and what somebody sees who stands there."""

    seen = forms.CharField(max_length=12, required=False, widget=forms.HiddenInput)
    photo = forms.FileField(
        label=later("The photo"),
        help_text=later(
            "Please let no person be in it. JPEG, PNG or WebP, up to 20 MB. Only the "
            "picture is kept: where and when it was taken is left out."
        ),
        error_messages={
            "required": later("Choose a photo first."),
            "empty": later("The file is empty. Choose the photo once more."),
        },
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    words = PlainWords(
        label=later("What somebody sees who stands there"),
        help_text=later(
            "Read aloud to people who cannot see the picture. Such as: A blue door "
            "beside the church, three steps up, a lamp over it."
        ),
        max_length=LONGEST,
        error_messages={"required": later("Say what somebody sees who stands there.")},
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, *given: Any, has_photo: bool, **more: Any) -> None:
        super().__init__(*given, **more)
        # With a photo there already, somebody may only want to change its words.
        self.fields["photo"].required = not has_photo
        if has_photo:
            self.fields["photo"].label = _("Another photo in its place")

    def clean_photo(self) -> UploadedFile[Any] | None:
        """Refuse a file larger than any photo."""
        file: UploadedFile[Any] | None = self.cleaned_data["photo"]
        if file is not None and (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(
                _("This file is over 20 MB. Send a smaller copy of the photo.")
            )
        return file


@dataclass(frozen=True, slots=True)
class DoorPhotoPage:
    """Everything desk/door_photo.html may show.

    why_not -- why the last act was declined. shown -- who sees the photo. seen -- which
    state of the photo this page shows.
    """

    group_name: str
    picture: Picture | None
    shown: str
    why_not: str
    form: PhotoForm
    seen: str
    details_url: str
    take_away_url: str


def show(
    request: HttpRequest, actor: Actor, now: datetime, group_id: str
) -> HttpResponse:
    """Show the photo there is, and the form."""
    kept = door_photo.current(actor, public_id=group_id)
    return _page(request, kept, _fresh(kept), group_id)


def act(
    request: HttpRequest, actor: Actor, now: datetime, group_id: str
) -> HttpResponse:
    """Put the photo up, or only its words."""
    kept = door_photo.current(actor, public_id=group_id)
    form = PhotoForm(request.POST, request.FILES, has_photo=kept.photo is not None)
    if not form.is_valid():
        return _page(request, kept, form, group_id, status=400)
    if limits.is_too_often(request, "photo", most=AN_HOUR):
        return errors.too_many(request)
    file = form.cleaned_data["photo"]
    try:
        door_photo.put_up(
            actor,
            public_id=group_id,
            seen=form.cleaned_data["seen"],
            photo=file.read() if file else None,
            words=form.cleaned_data["words"],
            now=now,
        )
    except ChangedMeanwhile as refusal:
        kept = door_photo.current(actor, public_id=group_id)
        form = _fresh(kept, words=form.cleaned_data["words"])
        return _page(request, kept, form, group_id, why_not=refusal.why, status=409)
    except CannotPutUp as refusal:
        form.add_error("photo", refusal.why)
        return _page(request, kept, form, group_id, status=400)
    messages.success(request, _("The photo is kept, with its words."))
    return redirect("door_photo", group_id)


def take_away(
    request: HttpRequest, actor: Actor, now: datetime, group_id: str
) -> HttpResponse:
    """Take the photo away."""
    seen = request.POST.get("seen", "")
    try:
        door_photo.take_away(actor, public_id=group_id, seen=seen, now=now)
    except ChangedMeanwhile as refusal:
        kept = door_photo.current(actor, public_id=group_id)
        form = _fresh(kept)
        return _page(request, kept, form, group_id, why_not=refusal.why, status=409)
    messages.success(request, _("The photo is gone. Nothing of it is kept here."))
    return redirect("door_photo", group_id)


def _fresh(kept: Current, words: str = "") -> PhotoForm:
    words = words or (kept.photo.words if kept.photo else "")
    first = {"seen": kept.seen, "words": words}
    return PhotoForm(initial=first, has_photo=kept.photo is not None)


def _page(
    request: HttpRequest,
    kept: Current,
    form: PhotoForm,
    group_id: str,
    *,
    why_not: str = "",
    status: int = 200,
) -> HttpResponse:
    page = DoorPhotoPage(
        group_name=kept.group_name,
        picture=picture_of(kept.photo, group_id=group_id),
        shown=_(
            "The address is kept off the page, and so is the photo. Members see it."
        )
        if kept.is_withheld
        else _("Everybody who reads the page of the group sees it."),
        why_not=why_not,
        form=form,
        seen=kept.seen,
        details_url=reverse("details", args=[group_id]),
        take_away_url=reverse("take_photo_away", args=[group_id]),
    )
    return render(request, "desk/door_photo.html", {"page": page}, status=status)
