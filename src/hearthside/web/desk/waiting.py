"""What waits for somebody at the desk: who is not home, what did not open, what is unsure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearthside.core import policy
from hearthside.core.actor import Actor
from hearthside.core.policy import Verb
from hearthside.engines import recurrence
from hearthside.groups import directory
from hearthside.groups.directory import Handle
from hearthside.meetings import how_it_goes
from hearthside.outcomes import alerts
from hearthside.safety import existence, timers
from hearthside.web.desk.reach import Reach
from hearthside.web.desk.standing import moment

# What waits longest comes first; beyond this the page says how many more there are.
MOST: Final = 12


@dataclass(frozen=True, slots=True)
class Waits:
    """Something of safeguarding that waits too long: a sentence, and where it is."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class NotHome:
    """An evening somebody checked in to and has not checked out of. No name."""

    group_name: str
    words: str


@dataclass(frozen=True, slots=True)
class Caution:
    """Somebody went, and nobody was there."""

    group_name: str
    group_url: str
    words: str
    on: str
    answer_url: str


@dataclass(frozen=True, slots=True)
class Faded:
    """A listing of ours nobody has confirmed for a month."""

    group_name: str
    group_url: str
    confirm_url: str


def not_home(
    actor: Actor, groups: Sequence[Handle], *, now: datetime
) -> tuple[NotHome, ...]:
    """Return the evenings whose check-out did not come; one query."""
    by_id = {group.id: group for group in groups}
    return tuple(
        NotHome(
            by_id[group_id].name,
            _("The evening of %(moment)s.")
            % {"moment": moment(starts_at, by_id[group_id].zone, now=now)},
        )
        for group_id, starts_at in how_it_goes.not_home_yet(actor, groups, now=now)
    )


def worries(actor: Actor, names: dict[int, str]) -> tuple[str, ...]:
    """Return one sentence for each locality with a worry: that it is there, and who has it.

    names -- the localities of this desk.
    """
    found = existence.of_localities(actor, names)
    return tuple(
        " ".join(
            sentence
            for sentence in (_held(one.held), _waiting(one.waiting))
            if sentence
        )
        if len(names) == 1
        else f"{names[one.locality_id]}: {_held(one.held)} {_waiting(one.waiting)}".strip()
        for one in found
    )


def safeguarding(actor: Actor, *, now: datetime) -> tuple[Waits, ...]:
    """Return what of safeguarding waits too long, to a lead; nothing to anybody else."""
    if not policy.may(actor, Verb.KEEP_RECORDS):
        return ()
    found = timers.overdue(actor, now=now)
    worries_url, records_url = reverse("worries"), reverse("records")
    said = (
        (_danger(found.danger), found.danger, worries_url),
        (
            _unseen(found.worries - found.danger),
            found.worries - found.danger,
            worries_url,
        ),
        (_reviews(found.reviews), found.reviews, records_url),
        (_answers(found.answers), found.answers, records_url),
        (_offered(found.offered), found.offered, records_url),
        (_alerts(told := alerts.open_ones()), told, reverse("alerts")),
    )
    return tuple(Waits(words, url) for words, number, url in said if number)


def _alerts(number: int) -> str:
    return ngettext(
        "An answer of a study may tell of danger, and nobody has looked.",
        "%(number)d answers of studies may tell of danger, and nobody has looked.",
        number,
    ) % {"number": number}


def cautions(actor: Actor, reach: Reach, *, now: datetime) -> tuple[Caution, ...]:
    """Return the cautions nobody has answered, longest waiting first; one query."""
    found = directory.open_cautions(
        locality_ids=reach.locality_ids, group_ids=reach.group_ids
    )
    return tuple(
        Caution(
            group.name,
            reverse("group", args=[group.public_id]),
            _nobody_words(on, times, today=now.date()),
            on.isoformat(),
            if_may(actor, Verb.CONFIRM_A_LISTING, group, "answer"),
        )
        for group, on, times in found
    )


def faded(actor: Actor, reach: Reach, *, now: datetime) -> tuple[Faded, ...]:
    """Return our listings nobody has confirmed for a month; one query."""
    found = directory.unconfirmed(
        locality_ids=reach.locality_ids, group_ids=reach.group_ids, now=now
    )
    return tuple(
        Faded(
            group.name,
            reverse("group", args=[group.public_id]),
            if_may(actor, Verb.CONFIRM_A_LISTING, group, "confirm"),
        )
        for group in found
    )


def if_may(actor: Actor, verb: Verb, group: Handle, name: str) -> str:
    """Return the address of this door for this group, or nothing."""
    may = policy.may(actor, verb, group.place)
    return reverse(name, args=[group.public_id]) if may else ""


def _held(held: int) -> str:
    if not held:
        return ""
    return ngettext(
        "One worry is held by the safeguarding lead.",
        "%(held)d worries are held by the safeguarding lead.",
        held,
    ) % {"held": held}


def _waiting(waiting: int) -> str:
    if not waiting:
        return ""
    return ngettext(
        "One worry waits for the safeguarding lead.",
        "%(waiting)d worries wait for the safeguarding lead.",
        waiting,
    ) % {"waiting": waiting}


def _danger(number: int) -> str:
    return ngettext(
        "Somebody may be in danger, and no lead has looked at it yet.",
        "Danger was feared %(number)d times, and no lead has looked yet.",
        number,
    ) % {"number": number}


def _unseen(number: int) -> str:
    return ngettext(
        "One worry should have been looked at by now.",
        "%(number)d worries should have been looked at by now.",
        number,
    ) % {"number": number}


def _reviews(number: int) -> str:
    return ngettext(
        "One record should have been looked at again.",
        "%(number)d records should have been looked at again.",
        number,
    ) % {"number": number}


def _answers(number: int) -> str:
    return ngettext(
        "Somebody who asked what we keep of them is to be answered within a week.",
        "%(number)d people who asked what we keep of them are to be answered within a week.",
        number,
    ) % {"number": number}


def _offered(number: int) -> str:
    return ngettext(
        "One record is offered to you.",
        "%(number)d records are offered to you.",
        number,
    ) % {"number": number}


def _nobody_words(on: date, times: int, *, today: date) -> str:
    day = recurrence.say_date(on, today=today)
    return ngettext(
        "Somebody said nobody was there on %(day)s.",
        "%(times)d people said nobody was there on %(day)s.",
        times,
    ) % {"day": day, "times": times}
