"""How an evening runs: the words read aloud, and the steps with their minutes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import F

from hearthside.core import trail
from hearthside.core.actor import Actor, Machine
from hearthside.core.policy import Place, Verb, insist
from hearthside.core.refusals import ChangedMeanwhile, NotFound, Refusal
from hearthside.meetings.models import RunningOrder
from hearthside.meetings.running_templates import (
    KINDS,
    LISTENING_ROUND,
    TEMPLATES,
    Step,
    Template,
)

MOST_STEPS: Final = 20
LONGEST_STEP: Final = 120
LONGEST_TITLE: Final = 60
LONGEST_NOTE: Final = 400
LONGEST_OPENING: Final = 4000
LONGEST_CLOSING: Final = 2000
NOT_CHOSEN: Final = 0
# These give and take minutes when an evening is longer or shorter than its steps.
STRETCHES: Final = frozenset({"round", "talk", "circles", "questions"})


class CannotRunSo(Refusal):
    """An evening cannot be kept like this."""


@dataclass(frozen=True, slots=True)
class Order:
    """How a group's evening runs.

    template -- the one it began from; version -- NOT_CHOSEN until somebody keeps one.
    """

    template: str
    opening_words: str
    closing_words: str
    steps: tuple[Step, ...]
    version: int = NOT_CHOSEN

    @property
    def minutes(self) -> int:
        return sum(step.minutes for step in self.steps)


def order_of(group_id: int, *, minutes: int | None = None) -> Order:
    """Return how this group's evening runs; the listening round until it chose. One query.

    minutes -- how long the evening is. A template is made to fill it; what a group keeps
    of its own is only ever made shorter, so that it ends in time.
    """
    row = RunningOrder.objects.filter(group_id=group_id).first()
    if row is None:
        return begin_from(LISTENING_ROUND, minutes=minutes)
    order = Order(
        row.template,
        row.opening_words,
        row.closing_words,
        tuple(Step(**step) for step in row.steps),
        row.version,
    )
    if minutes is None or order.minutes <= minutes:
        return order
    return replace(order, steps=fitted(order.steps, minutes=minutes))


def begin_from(template: Template, *, minutes: int | None = None) -> Order:
    """Return an order as this template gives it, filling an evening of so many minutes."""
    steps = template.steps
    if minutes is not None:
        steps = fitted(steps, minutes=minutes)
    return Order(template.key, template.opening_words, template.closing_words, steps)


def fitted(steps: tuple[Step, ...], *, minutes: int) -> tuple[Step, ...]:
    """Return the steps with the rounds and talks made longer or shorter to fill minutes.

    Welcome, words, breaks and closing keep theirs. An evening too short even so keeps
    one minute for each of the others, and runs over by what the rest needs.
    """
    moving = [at for at, step in enumerate(steps) if step.kind in STRETCHES]
    now = sum(steps[at].minutes for at in moving)
    wanted = minutes - sum(step.minutes for step in steps) + now
    if not moving or wanted == now:
        return steps
    shares = {at: max(1, wanted * steps[at].minutes // now) for at in moving}
    longest = max(moving, key=lambda at: steps[at].minutes)
    # What rounding left over goes to the longest, where nobody notices it.
    shares[longest] = max(1, shares[longest] + wanted - sum(shares.values()))
    return tuple(
        replace(step, minutes=min(LONGEST_STEP, shares.get(at, step.minutes)))
        for at, step in enumerate(steps)
    )


def starts_of(steps: Iterable[Step], *, starts_at: datetime) -> tuple[datetime, ...]:
    """Return when each step begins, and at last when the whole ends."""
    moments = [starts_at]
    for step in steps:
        # Across a change of the clocks the minutes count, not the hands.
        moments.append(_later(moments[-1], step.minutes))
    return tuple(moments)


def why_not(order: Order) -> str | None:
    """Return why an evening cannot run like this, or None when it can."""
    if order.template not in TEMPLATES:
        return "Choose one of the ways an evening can run."
    if len(order.opening_words) > LONGEST_OPENING:
        return f"The opening words have at most {LONGEST_OPENING} letters."
    if len(order.closing_words) > LONGEST_CLOSING:
        return f"The closing words have at most {LONGEST_CLOSING} letters."
    if not order.steps:
        return "An evening has at least one step."
    if len(order.steps) > MOST_STEPS:
        return f"An evening has at most {MOST_STEPS} steps."
    return next((why for step in order.steps if (why := _why_not_step(step))), None)


def keep(
    actor: Actor | Machine, *, place: Place, order: Order, version: int, now: datetime
) -> Order:
    """Keep how this group's evening runs; return it as it is now.

    version -- the one the actor had open; NOT_CHOSEN when there was none.

    Raises NotFound, CannotRunSo, ChangedMeanwhile.
    """
    insist(actor, Verb.CHANGE_THE_RUNNING, place)
    if place.group_id is None:
        raise NotFound
    if why := why_not(order):
        raise CannotRunSo(why)
    columns = {
        "template": order.template,
        "opening_words": order.opening_words,
        "closing_words": order.closing_words,
        "steps": [asdict(step) for step in order.steps],
        "changed_at": now,
    }
    with transaction.atomic():
        row = (
            RunningOrder.objects.select_for_update()
            .filter(group_id=place.group_id)
            .first()
        )
        if version != (row.version if row else NOT_CHOSEN):
            raise _changed_meanwhile()
        if row is None:
            _keep_the_first(place.group_id, columns)
        else:
            RunningOrder.objects.filter(id=row.pk).update(
                **columns, version=F("version") + 1
            )
        trail.note(
            actor,
            verb=Verb.CHANGE_THE_RUNNING,
            what=f"group:{place.group_id}",
            now=now,
        )
    return replace(order, version=version + 1)


def _why_not_step(step: Step) -> str | None:
    if step.kind not in KINDS:
        return "Choose what kind of step it is."
    if not step.title.strip():
        return "Give each step a name."
    if len(step.title) > LONGEST_TITLE:
        return f"The name of a step has at most {LONGEST_TITLE} letters."
    if len(step.words) > LONGEST_NOTE:
        return f"The note on a step has at most {LONGEST_NOTE} letters."
    if not 1 <= step.minutes <= LONGEST_STEP:
        return f"A step takes from 1 to {LONGEST_STEP} minutes."
    return None


def _keep_the_first(group_id: int, columns: dict[str, object]) -> None:
    try:
        # With no row to lock, two at once both come this far; one row stands for a group.
        with transaction.atomic():
            RunningOrder.objects.create(group_id=group_id, **columns)
    except IntegrityError as taken:
        raise _changed_meanwhile() from taken


def _changed_meanwhile() -> ChangedMeanwhile:
    return ChangedMeanwhile(
        "Somebody else changed this evening while you had it open. What you wrote is "
        "still here: keep it again if it is still right."
    )


def _later(moment: datetime, minutes: int) -> datetime:
    zone = moment.tzinfo
    return (moment.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(zone)
