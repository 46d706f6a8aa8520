"""One date somebody may change, opened: as it is, with its three forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.http import QueryDict

from hearthside.core.actor import Actor
from hearthside.core.policy import Verb, insist
from hearthside.core.refusals import NotFound
from hearthside.groups import directory
from hearthside.groups.directory import Handle
from hearthside.meetings import schedule
from hearthside.meetings.schedule import Dated
from hearthside.web.desk.date_forms import CallOffForm, MoveForm, PutBackForm


@dataclass(frozen=True, slots=True)
class Opened:
    """A date somebody may change, and the forms as they are to be shown."""

    dated: Dated
    group: Handle
    move: MoveForm
    call_off: CallOffForm
    put_back: PutBackForm

    def form(self, name: str) -> forms.Form:
        """Return one of the three by its name."""
        return {
            "move": self.move,
            "call_off": self.call_off,
            "put_back": self.put_back,
        }[name]


def open_date(
    actor: Actor,
    date_id: str,
    *,
    now: datetime,
    typed: Mapping[str, QueryDict] | None = None,
    again: bool = False,
) -> Opened:
    """Return the date with its forms, what was typed in them kept.

    typed -- what came with one of the forms, by its name.
    again -- the forms are shown once more beside the date as it is now, so that saving
    means: over what is there now.

    Raises NotFound.
    """
    dated = schedule.the_date(date_id)
    group = directory.handles([dated.group_id]).get(dated.group_id)
    if group is None:
        raise NotFound
    insist(actor, Verb.CHANGE_A_DATE, group.place)
    version = dated.version if again else None
    kept = {name: _kept(words, version) for name, words in (typed or {}).items()}
    starts = dated.starts_at.astimezone(ZoneInfo(group.zone))
    usual: dict[str, Any] = {"version": dated.version}
    return Opened(
        dated,
        group,
        MoveForm(
            kept.get("move"),
            zone=group.zone,
            now=now,
            auto_id="move_%s",
            initial=usual
            | {
                "day": starts.date(),
                "at": starts.time(),
                "place_note": dated.place_note,
            },
        ),
        CallOffForm(
            kept.get("call_off"), auto_id="off_%s", initial=usual | {"reason": ""}
        ),
        PutBackForm(kept.get("put_back"), auto_id="back_%s", initial=usual),
    )


def _kept(typed: QueryDict, version: int | None) -> dict[str, str]:
    kept = {name: str(value) for name, value in typed.items()}
    return kept if version is None else kept | {"version": str(version)}
