"""Letters to an address come back. Said in the house alone: a letter would come back too."""

from __future__ import annotations

from django.utils.translation import gettext as _


def line() -> str:
    """Return the line."""
    return _("Letters to your e-mail address come back")
