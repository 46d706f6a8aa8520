"""The log of a study: of whom each number was that was let out, so that no two tell of a few."""

from __future__ import annotations

import secrets

from hearthside.core.refusals import Refusal
from hearthside.engines.disclosure.log import (
    Kinds,
    Log,
    NotALog,
    first_line,
    next_line,
    read_log,
)
from hearthside.outcomes.models import Release


class CannotLetOut(Refusal):
    """This may not leave the house, or not now."""


def why_not_let_out(study_id: int, kinds: Kinds) -> str:
    """Return why numbers of these people may not be let out; "" where they may.

    Raises CannotLetOut: the log is not whole.
    """
    log = _log(study_id)
    return log.why_not(kinds) if log else ""


def let_out(study_id: int, *, name: str, mark: str, kinds: Kinds) -> None:
    """Write one more line; the same again adds none. Whoever calls holds the study's row.

    name -- what it is called when another is refused on its account. mark -- the SHA-256 of
    what is let out. kinds -- the codes of whom each number is.

    Raises CannotLetOut.
    """
    log = _log(study_id)
    if log is None:
        line = first_line(secrets.token_bytes(32))
        Release.objects.create(study_id=study_id, line=line)
        log = read_log(line.encode())
    if log.holds(mark):
        return
    if why := log.why_not(kinds):
        raise CannotLetOut(why)
    line = next_line(log, name=name, mark=mark, kinds=kinds)
    Release.objects.create(study_id=study_id, line=line)


def _log(study_id: int) -> Log | None:
    lines = Release.objects.filter(study_id=study_id).order_by("id")
    whole = "".join(lines.values_list("line", flat=True))
    if not whole:
        return None
    try:
        return read_log(whole.encode())
    except NotALog as no:
        raise CannotLetOut(
            f"{no.why} Until then nothing of this study leaves."
        ) from None
