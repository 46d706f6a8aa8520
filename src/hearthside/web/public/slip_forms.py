"""What people type about slips: a code, or a slip."""

from __future__ import annotations

import re
import secrets
from typing import Final

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest

from hearthside.engines import slips
from hearthside.engines.slips import LONGEST, NotASlip, Signed
from hearthside.web.desk.plain_words import tidy

# Many people in one hall share one address.
MOST_AN_HOUR: Final = 60
_FORM: Final = re.compile(r"[0-9a-f]{32}")


def new_form() -> str:
    """Return a mark for a form, by chance: sent twice, it is one act."""
    return secrets.token_hex(16)


def form_of(request: HttpRequest) -> str:
    """Return the mark of the form that was sent."""
    form = request.POST.get("form", "")
    if not _FORM.fullmatch(form):
        raise BadRequest("That is no form of ours.")
    return form


def slip_in(written: str) -> Signed:
    """Return the slip somebody wrote, pasted or scanned.

    Raises NotASlip.
    """
    if len(written) > LONGEST:
        raise NotASlip
    words = tidy(written)
    if words.startswith(slips.FIRST_LINE):
        return slips.read(words)
    # A whole address, as a camera reads it.
    short = words.rpartition("s=")[2] if "://" in words else words
    return slips.read_short(short, house=settings.CONFIG.base_address)
