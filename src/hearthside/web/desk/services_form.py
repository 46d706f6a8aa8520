"""The form for bringing in services: a directory's file, and whose it is."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from hearthside.signposting import lists
from hearthside.signposting.lists import ListSource
from hearthside.web.desk.plain_words import PlainWords

MOST_BYTES: Final = 20 * 1024 * 1024


class ServicesUpload(forms.Form):
    """A directory as a file, and whose it is."""

    file = forms.FileField(
        label=later("The file"),
        help_text=later(
            "A zip of HSDS tables, or HSDS or Open Referral UK as JSON, up to 20 MB. "
            "Nothing is shown to anybody yet."
        ),
        error_messages={
            "required": later("Choose the file."),
            "empty": later("The file is empty. Fetch it again, or ask its owner."),
        },
        widget=forms.FileInput(attrs={"accept": ".zip,.json"}),
    )
    name = PlainWords(
        label=later("Whose list it is"),
        help_text=later("People read this name beside each service."),
        max_length=lists.LONGEST_NAME,
        error_messages={"required": later("Say whose list it is.")},
        widget=forms.TextInput(attrs={"list": "known-names", "autocomplete": "off"}),
    )
    licence = PlainWords(
        label=later("On what terms"),
        help_text=later(
            "The licence, if its owner names one. Shown with each service."
        ),
        max_length=lists.LONGEST_LICENCE,
        required=False,
    )
    country = PlainWords(
        label=later("Country"),
        help_text=later("Two letters, such as GB. For services that say none."),
        min_length=2,
        max_length=2,
        error_messages={
            "required": later("Write the country as two letters, such as GB."),
            "min_length": later("Write the country as two letters, such as GB."),
        },
    )

    def clean_file(self) -> UploadedFile[Any]:
        """Refuse a file too large to be a directory."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(
                _("This file is over 20 MB; lists are smaller. Check which file it is.")
            )
        return file

    @property
    def source(self) -> ListSource:
        """Return whose list it is, as far as it was said."""
        given = self.cleaned_data
        return ListSource(
            " ".join(given["name"].split()),
            given["country"].strip().upper(),
            " ".join(given["licence"].split()),
        )
