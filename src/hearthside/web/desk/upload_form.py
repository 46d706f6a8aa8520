"""The form for bringing in a file: what it is, and whose list is in it."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from hearthside.engines.interchange import formats
from hearthside.groups import feeds
from hearthside.groups.feeds import Source
from hearthside.web.desk.plain_words import PlainWords

MOST_BYTES: Final = 20 * 1024 * 1024
ACCEPTED: Final = ".json,.csv,.tsv,.txt,.ics,.zip"


class Upload(forms.Form):
    """A feed as a file, and whose it is."""

    file = forms.FileField(
        label=later("The file"),
        help_text=later(
            "A table, a calendar or a directory's own file, up to 20 MB. "
            "Nothing is shown to anybody yet."
        ),
        error_messages={
            "required": later("Choose the file."),
            "empty": later("The file is empty. Fetch it again, or ask its owner."),
        },
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )
    kind = forms.ChoiceField(
        label=later("What kind of file it is"),
        required=False,
        choices=[
            ("", later("Find out from the file")),
            *((kind, later(words)) for kind, words in formats.FORMATS.items()),
        ],
        error_messages={"invalid_choice": later("Choose what kind of file it is.")},
    )
    name = PlainWords(
        label=later("Whose list it is"),
        help_text=later("People read this name beside each of its groups."),
        max_length=feeds.LONGEST_NAME,
        error_messages={"required": later("Say whose list it is.")},
        widget=forms.TextInput(attrs={"list": "known-names", "autocomplete": "off"}),
    )
    licence = PlainWords(
        label=later("On what terms"),
        help_text=later("The licence, if its owner names one. Shown with each group."),
        max_length=feeds.LONGEST_LICENCE,
        required=False,
    )
    zone = PlainWords(
        label=later("Time zone"),
        help_text=later("For groups that give none, such as Europe/London."),
        max_length=64,
        error_messages={"required": later("Write the zone like Europe/London.")},
        widget=forms.TextInput(attrs={"list": "known-zones", "autocomplete": "off"}),
    )
    locality = forms.ChoiceField(
        label=later("Who looks after it"),
        help_text=later("The coordinators of this locality keep the list fresh."),
        required=False,
        error_messages={"invalid_choice": later("Choose a locality of yours.")},
    )

    def __init__(
        self, *given: Any, choices: list[tuple[str, str]], **more: Any
    ) -> None:
        super().__init__(*given, **more)
        locality = self.fields["locality"]
        assert isinstance(locality, forms.ChoiceField)  # noqa: S101 - said above
        locality.choices = choices
        # Somebody without the whole house to look after always has a locality to name.
        locality.required = all(value for value, _words in choices)

    def clean_file(self) -> UploadedFile[Any]:
        """Refuse a file too large to be a feed."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(
                _("This file is over 20 MB; lists are smaller. Check which file it is.")
            )
        return file

    @property
    def source(self) -> Source:
        """Return whose list it is, as far as it was said."""
        given = self.cleaned_data
        locality_id = int(given["locality"]) if given["locality"] else None
        name = " ".join(given["name"].split())
        return Source(
            name,
            given["zone"].strip(),
            locality_id,
            kind=given["kind"],
            licence=" ".join(given["licence"].split()),
        )
