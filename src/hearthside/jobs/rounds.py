"""The rounds of the clock: what happens without anybody asking, and how often."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.management import call_command
from django.db import connection

from hearthside.core import heartbeats, outbox
from hearthside.core.clock import is_sane
from hearthside.core.outbox import Waiting
from hearthside.groups import freshness, joining, roles
from hearthside.meetings import history, might_come, training
from hearthside.workflows import bring_in_a_feed
from hearthside.workflows.deliver_the_post import deliver_the_post
from hearthside.workflows.keep_the_dates import keep_the_dates
from hearthside.workflows.publish_help_now import publish_help_now

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Round:
    """One thing the clock does.

    every -- how long between two. How long it may be silent, doctor reads in core.
    """

    name: str
    every: timedelta
    work: Callable[[datetime], int]


def hand_to_the_mail_server(letter: Waiting) -> None:
    """Send one letter.

    Raises OSError: the mail server is away.
    """
    words = letter.words
    mail = EmailMultiAlternatives(words.subject, words.text, to=[letter.address])
    if words.html:
        mail.attach_alternative(words.html, "text/html")
    mail.send()


def _post(now: datetime) -> int:
    return deliver_the_post(hand_to_the_mail_server, now=now)


def _dates(now: datetime) -> int:
    return keep_the_dates(now=now)


def _forgetting(now: datetime) -> int:
    # A clock years ahead would forget everything at once.
    if not is_sane(now):
        raise ClockIsWrong
    _sweep_the_libraries(now)
    return (
        might_come.forget_last_night(now=now)
        + history.forget(now=now)
        + training.forget(now=now)
        + roles.forget(now=now)
        + joining.forget(now=now)
        + freshness.forget_old_cautions(now=now)
        + bring_in_a_feed.forget_old(now=now)
        + outbox.sweep(now=now)
    )


def _sweep_the_libraries(now: datetime) -> None:
    """Take away what our libraries would keep: old sessions, counters, times of sign-in."""
    call_command("clearsessions")
    Authenticator.objects.exclude(last_used_at=None).update(last_used_at=None)
    if not settings.CONFIG.redis_url:
        table = connection.ops.quote_name("core_cache")
        with connection.cursor() as cursor:
            cursor.execute(
                f"DELETE FROM {table} WHERE expires < %s",  # noqa: S608  # nosec B608
                [connection.ops.adapt_datetimefield_value(now)],
            )


def _help(now: datetime) -> int:
    return publish_help_now(settings.DATA_DIR / "help")


class ClockIsWrong(Exception):
    """The machine's clock is not to be believed, so nothing is deleted by it."""


ROUNDS: Final = (
    Round("post", timedelta(seconds=5), _post),
    Round("dates", timedelta(minutes=15), _dates),
    Round("forgetting", timedelta(hours=1), _forgetting),
    Round("help", timedelta(hours=1), _help),
)


def do_round(one: Round, *, now: datetime) -> None:
    """Do one round and note how it ended; a fault is logged and does not stop the clock."""
    fault = ""
    try:
        done = one.work(now)
        if done:
            log.info("round done", extra={"kind": one.name, "rows": done})
    except Exception as trouble:
        fault = type(trouble).__name__
        log.exception("round failed", extra={"kind": one.name})
    heartbeats.beat(one.name, now=now, fault=fault)
