"""A crisis line is checked or changed, and the pages people read say so at once."""

from __future__ import annotations

import logging
from datetime import datetime

from django.conf import settings

from hearthside.core.actor import Actor
from hearthside.organisation import line_changes
from hearthside.workflows.publish_help_now import LinesAltered, publish_help_now

log = logging.getLogger(__name__)


def rang_it(actor: Actor, *, public_id: str, mark: str, now: datetime) -> None:
    """Note that this line was rung today.

    Raises NotFound, CannotKeep, ChangedMeanwhile.
    """
    line_changes.rang_it(actor, public_id=public_id, mark=mark, now=now)
    _publish()


def agree(actor: Actor, *, change_id: str, now: datetime) -> None:
    """Let a proposed change stand.

    Raises NotFound, CannotKeep, ChangedMeanwhile.
    """
    line_changes.agree(actor, change_id=change_id, now=now)
    _publish()


def _publish() -> None:
    try:
        publish_help_now(settings.DATA_DIR / "help")
    except (OSError, LinesAltered) as fault:
        # What was decided stands; the clock writes the pages again within the hour, and
        # doctor says what is in its way.
        log.warning("help pages wait", extra={"kind": type(fault).__name__})
