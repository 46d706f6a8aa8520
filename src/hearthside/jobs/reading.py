"""Long work of the clock: bringing in a list that was uploaded, or fetched."""

from __future__ import annotations

import logging

from django.conf import settings
from django.utils.timezone import now
from django_tasks import task

from hearthside.core.refusals import Refusal
from hearthside.workflows import (
    bring_in_a_feed,
    bring_in_services,
    keep_the_feeds,
    keep_the_services,
)

log = logging.getLogger(__name__)


@task()
def bring_in(public_id: str) -> None:
    """Bring in the feed of this reading, from where it stands."""
    bring_in_a_feed.carry_out(public_id, clock=now)


@task()
def fetch(feed_id: int) -> None:
    """Fetch one list from its approved address and bring it in."""
    config = settings.CONFIG
    rules = keep_the_feeds.rules(
        over_http=config.feeds_over_http, megabytes=config.feed_megabytes
    )
    try:
        keep_the_feeds.fetch_one(
            feed_id, fetch=keep_the_feeds.fetcher(rules), clock=now
        )
    except Refusal:
        # It stands beside the list at the desk, where somebody can do something about it.
        log.warning("list not read", extra={"feed": feed_id})


@task()
def bring_in_services_of(public_id: str) -> None:
    """Bring in the uploaded list of services of this reading."""
    bring_in_services.carry_out(public_id, clock=now)


@task()
def fetch_services(list_id: int) -> None:
    """Fetch one list of services from its approved address and bring it in."""
    config = settings.CONFIG
    rules = keep_the_feeds.rules(
        over_http=config.feeds_over_http, megabytes=config.feed_megabytes
    )
    try:
        keep_the_services.fetch_one(
            list_id, fetch=keep_the_services.fetcher(rules), clock=now
        )
    except Refusal:
        log.warning("services not read", extra={"feed": list_id})
