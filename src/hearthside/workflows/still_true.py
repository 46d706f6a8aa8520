"""Still true: whether what somebody is to be told still concerns them. Asked before each telling."""

from __future__ import annotations

from datetime import datetime

from hearthside.groups import line, roles, waiting, who_helps
from hearthside.meetings import following, lone_working, rota
from hearthside.people import bounces
from hearthside.safety import care, timers
from hearthside.workflows import remind_of_a_wave, rota_letters
from hearthside.workflows.remind_of_training import still_runs_out


def still_true(still: str, *, person_id: int, now: datetime) -> bool:
    """Return whether the reason for a letter or a line is still there, for this person.

    still -- as it was laid down with it, such as "asks:12"; empty: it holds for anybody.
    """
    kind, _, raw = still.partition(":")
    if kind == "asks":
        return following.hears(person_id, group_id=int(raw))
    if kind == "rota":
        return rota.is_down(person_id, meeting_id=int(raw))
    if kind == "helps":
        return who_helps.helps(person_id)
    if kind == "gives":
        return who_helps.gives(person_id)
    if kind in rota_letters.KINDS:
        return rota_letters.still_concerns(still, person_id=person_id, now=now)
    if kind == "facilitates":
        return int(raw) in roles.facilitates(person_id)
    if kind == "coordinates":
        return _coordinates(person_id, raw)
    if kind in {"leads", "unseen"}:
        is_lead = person_id in roles.leads()
        return is_lead and (kind == "leads" or timers.is_unseen(int(raw), by=person_id))
    if kind == "care":
        return care.still_offered(person_id, care_id=int(raw))
    if kind in {"waits", "late"}:
        return _is_awaited(person_id, kind, raw)
    if kind == "certificate":
        return still_runs_out(person_id, raw)
    if kind == "wants":
        return waiting.still_waits(person_id, waiting_id=int(raw))
    if kind == "seat":
        return line.is_offered(person_id, line_id=int(raw), now=now)
    if kind == "comes_back":
        return bounces.is_not_working(person_id)
    if kind == remind_of_a_wave.STILL:
        return remind_of_a_wave.still_wants_answers(person_id, now=now)
    return kind == ""


def _coordinates(person_id: int, raw: str) -> bool:
    return person_id in roles.coordinators_of(None if raw == "None" else int(raw))


def _is_awaited(person_id: int, kind: str, raw: str) -> bool:
    """Return whether a check-out still has not come, and this person still waits for it."""
    check_in_id, _, locality = raw.partition(":")
    if not lone_working.is_still_out(int(check_in_id)):
        return False
    if kind == "late":
        return _coordinates(person_id, locality)
    return lone_working.waits_for(person_id, check_in_id=int(check_in_id))
