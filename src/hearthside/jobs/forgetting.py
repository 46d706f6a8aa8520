"""Forgetting: everything whose time is over, in every room, by the clock."""

from __future__ import annotations

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from hearthside.circles import retention as circles
from hearthside.commons import going, willing
from hearthside.core import notes, outbox, rights_changed, washing
from hearthside.groups import (
    farewells,
    first_talks,
    freshness,
    line,
    naming,
    offers,
    proposed_words,
    roles,
    shortlist,
    waiting,
)
from hearthside.meetings import (
    debriefing,
    history,
    holding,
    lone_working,
    might_come,
    rota_calendar,
    slips,
    training,
)
from hearthside.organisation import line_changes
from hearthside.people import bounces, copies, leaving
from hearthside.safety import drafts, evidence, openings, retention, settling
from hearthside.signposting import freshness as signposts
from hearthside.signposting import readings as service_readings
from hearthside.workflows import (
    bring_in_a_feed,
    forget_me,
)
from hearthside.workflows.block_a_name import forget_blocks
from hearthside.workflows.forget_old_places import forget_old_places
from hearthside.workflows.keep_the_studies import keep_the_studies


def forget_what_is_over(now: datetime) -> int:
    """Forget in every room what its promise says is over; return how much that was."""
    _sweep_the_libraries(now)
    return (
        might_come.forget_last_night(now=now)
        + history.forget(now=now)
        + training.forget(now=now)
        + holding.forget(now=now)
        + lone_working.forget(now=now)
        + debriefing.forget(now=now)
        + settling.forget(now=now)
        + retention.erase_what_is_over(now=now)
        + drafts.forget(now=now)
        + evidence.forget(now=now)
        + forget_blocks()
        + openings.forget(now=now)
        + rota_calendar.forget(now=now)
        + line_changes.forget(now=now)
        + slips.forget(now=now)
        + roles.forget(now=now)
        + forget_old_places(now=now)
        + naming.forget(now=now)
        + waiting.forget(now=now)
        + line.forget(now=now)
        + first_talks.forget(now=now)
        + farewells.forget(now=now)
        + proposed_words.forget(now=now)
        + shortlist.forget(now=now)
        + freshness.forget_old_cautions(now=now)
        + bring_in_a_feed.forget_old(now=now)
        + offers.forget(now=now)
        + bounces.forget(now=now)
        + notes.forget(now=now)
        + rights_changed.forget(now=now)
        + outbox.sweep(now=now)
        + copies.forget(now=now)
        + circles.forget(now=now)
        + signposts.forget(now=now)
        + service_readings.forget(now=now)
        + willing.forget(now=now)
        + going.forget(now=now)
        + keep_the_studies(now=now)
        + _forget_who_left(now)
    )


def _forget_who_left(now: datetime) -> int:
    gone = forget_me.forget_who_left(now=now)
    forget_me.write_list(settings.DATA_DIR)
    if leaving.unwashed() and washing.wash():
        leaving.washed(now=now)
    return gone


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
