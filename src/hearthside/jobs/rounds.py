"""The rounds of the clock: what happens without anybody asking, and how often."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings

from hearthside.commons import library
from hearthside.core import heartbeats
from hearthside.core.clock import is_sane
from hearthside.groups.choosing import Setting
from hearthside.guide import finder, laying_out
from hearthside.jobs.forgetting import forget_what_is_over
from hearthside.jobs.mailing import hand_to_the_mail_server
from hearthside.organisation.wording import the_house
from hearthside.workflows import (
    digests,
    end_a_role,
    keep_the_feeds,
    keep_the_services,
)
from hearthside.workflows.ask_the_willing import ask_the_willing
from hearthside.workflows.deliver_the_post import deliver_the_post
from hearthside.workflows.keep_the_circles import keep_the_circles
from hearthside.workflows.keep_the_dates import keep_the_dates
from hearthside.workflows.keep_the_index import keep_the_index
from hearthside.workflows.keep_the_lines import keep_the_lines
from hearthside.workflows.keep_the_rota import keep_the_rota
from hearthside.workflows.keep_the_seats import keep_the_seats
from hearthside.workflows.publish_help_now import publish_help_now
from hearthside.workflows.remind_of_a_wave import remind_of_a_wave
from hearthside.workflows.remind_of_training import remind_of_training
from hearthside.workflows.tell_who_waits import tell_who_waits
from hearthside.workflows.watch_check_outs import watch_check_outs
from hearthside.workflows.watch_worries import watch_worries

log = logging.getLogger(__name__)


class ClockIsWrong(Exception):
    """The machine's clock is not to be believed, so nothing is ended or deleted by it."""


@dataclass(frozen=True, slots=True)
class Round:
    """One thing the clock does.

    every -- how long between two. How long it may be silent, doctor reads in core.
    at_any_time -- done even by a clock that is not to be believed. Everything else would
    then forget, end or tell too much at once.
    """

    name: str
    every: timedelta
    work: Callable[[datetime], int]
    at_any_time: bool = False


def _post(now: datetime) -> int:
    return deliver_the_post(
        hand_to_the_mail_server, base_address=settings.CONFIG.base_address, now=now
    )


def _digests(now: datetime) -> int:
    return digests.lay_down(now=now)


def _roles(now: datetime) -> int:
    return end_a_role.end_due(base_address=settings.CONFIG.base_address, now=now)


def _watch(now: datetime) -> int:
    return watch_check_outs(base_address=settings.CONFIG.base_address, now=now)


def _dates(now: datetime) -> int:
    return keep_the_dates(now=now)


def _rota(now: datetime) -> int:
    return keep_the_rota(base_address=settings.CONFIG.base_address, now=now)


def _waiting(now: datetime) -> int:
    setting = Setting(the_house().zone, settings.CONFIG.language.partition("-")[0])
    base_address = settings.CONFIG.base_address
    return tell_who_waits(setting=setting, base_address=base_address, now=now)


def _seats(now: datetime) -> int:
    kept = keep_the_circles(now=now) + keep_the_lines(now=now)
    return kept + keep_the_seats(base_address=settings.CONFIG.base_address, now=now)


def _index(now: datetime) -> int:
    changed = keep_the_index(own_articles=library.own_folder(), now=now)
    if laying_out.are_waiting():
        # Whoever asks first need not wait until it is laid out.
        finder.wake()
    return changed


def _help(now: datetime) -> int:
    return publish_help_now(settings.DATA_DIR / "help")


def _feeds(now: datetime) -> int:
    services = keep_the_services.ask_for_due(now=now)
    return services + keep_the_feeds.ask_for_due(now=now)


def _training(now: datetime) -> int:
    return remind_of_training(base_address=settings.CONFIG.base_address, now=now)


def _safeguarding(now: datetime) -> int:
    return watch_worries(base_address=settings.CONFIG.base_address, now=now)


def _questions(now: datetime) -> int:
    return ask_the_willing(now=now)


def _studies(now: datetime) -> int:
    return remind_of_a_wave(base_address=settings.CONFIG.base_address, now=now)


ROUNDS: Final = (
    Round("post", timedelta(seconds=5), _post, at_any_time=True),
    Round("digests", timedelta(minutes=5), _digests, at_any_time=True),
    Round("roles", timedelta(minutes=1), _roles),
    Round("watch", timedelta(minutes=1), _watch, at_any_time=True),
    Round("dates", timedelta(minutes=15), _dates, at_any_time=True),
    Round("rota", timedelta(minutes=15), _rota),
    Round("waiting", timedelta(hours=1), _waiting, at_any_time=True),
    Round("seats", timedelta(minutes=15), _seats),
    Round("forgetting", timedelta(hours=1), forget_what_is_over),
    Round("feeds", timedelta(minutes=15), _feeds),
    Round("help", timedelta(hours=1), _help, at_any_time=True),
    Round("index", timedelta(minutes=15), _index),
    Round("training", timedelta(days=1), _training),
    Round("questions", timedelta(minutes=15), _questions),
    Round("safeguarding", timedelta(minutes=1), _safeguarding),
    Round("studies", timedelta(days=1), _studies),
)


def do_round(one: Round, *, now: datetime) -> None:
    """Do one round and note how it ended; a fault is logged and does not stop the clock."""
    fault = ""
    try:
        if not (one.at_any_time or is_sane(now)):
            raise ClockIsWrong
        done = one.work(now)
        if done:
            log.info("round done", extra={"kind": one.name, "rows": done})
    except Exception as trouble:
        fault = type(trouble).__name__
        log.exception("round failed", extra={"kind": one.name})
    heartbeats.beat(one.name, now=now, fault=fault)
