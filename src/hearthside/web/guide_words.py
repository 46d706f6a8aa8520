"""What a page says of the language model a host named for the guide, where there is one."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearthside.guide import arranging

# What may stand between two quotations: words of ours, and of nobody else.
JOIN_WORDS: Final = {
    "": "",
    "also": gettext_lazy("Also here:"),
    "more": gettext_lazy("More about this:"),
    "another": gettext_lazy("Another way:"),
}


def model_words() -> str:
    """Return who else gets a question to the guide, and what for; "" for nobody."""
    if not arranging.is_on():
        return ""
    if arranging.is_outside():
        return _(
            "Your question, and the words found for it, also go to a language model at "
            "%(machine)s, outside this house. It puts them in order and adds no word. "
            "We do not know what it keeps."
        ) % {"machine": arranging.stands_at()}
    return _(
        "A language model on a computer of the people who run this house also gets your "
        "question and the words found for it. It puts them in order and adds no word."
    )
