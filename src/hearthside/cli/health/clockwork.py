"""Does the clock go right, and does the house do its rounds?"""

from __future__ import annotations

from datetime import datetime, timedelta

from hearthside.cli.health.findings import Finding, well, wrong
from hearthside.core import clock, heartbeats, outbox
from hearthside.core.heartbeats import MAY_BE_SILENT, Beat


def clock_is_sane(now: datetime) -> Finding:
    """Say whether the machine's clock can be believed."""
    if clock.is_sane(now):
        return well("clock", f"It is {now:%d %B %Y, %H:%M} UTC.")
    return wrong(
        "clock",
        f"The machine says it is {now:%d %B %Y, %H:%M} UTC, which cannot be right. "
        "Until it is, nothing old is deleted.",
        "Set the clock (timedatectl set-ntp true). If it is right and the house slept "
        "for more than a year, nothing is wrong.",
    )


def rounds_are_done(now: datetime) -> Finding:
    """Say whether each round of the clock was done lately, and ended well."""
    beats = heartbeats.beats()
    never = [name for name in MAY_BE_SILENT if name not in beats]
    troubles = [f"Never done: {', '.join(never)}."] if never else []
    troubles += [
        trouble
        for name in MAY_BE_SILENT
        if name in beats and (trouble := _trouble(beats[name], now))
    ]
    if not troubles:
        return well("rounds", f"All {len(MAY_BE_SILENT)} were done when they were due.")
    return wrong(
        "rounds",
        " ".join(troubles),
        "See that `hearthside serve` (or `hearthside jobs`) is running, and read what "
        "it prints.",
    )


def letters_leave(now: datetime) -> Finding:
    """Say whether letters have been waiting for more than a day."""
    stuck = outbox.stuck(now=now)
    if not stuck:
        return well("letters", "None has waited for more than a day.")
    return wrong(
        "letters",
        f"{stuck} have waited for more than a day.",
        "See whether the mail server answers and HEARTHSIDE_SMTP_URL is right. They "
        "leave by themselves when it does.",
    )


def _trouble(beat: Beat, now: datetime) -> str:
    silence = now - beat.ended_at
    if silence > MAY_BE_SILENT[beat.round]:
        return f"The round “{beat.round}” was last done {_ago(silence)} ago."
    if beat.fault:
        return f"The round “{beat.round}” ended with a fault ({beat.fault})."
    return ""


def _ago(silence: timedelta) -> str:
    minutes = int(silence.total_seconds() // 60)
    if minutes < 120:
        return f"{minutes} minutes"
    return f"{minutes // 60} hours" if minutes < 2880 else f"{minutes // 1440} days"
