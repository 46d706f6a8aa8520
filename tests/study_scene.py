"""A study and people who answer it, for tests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from hearthside.core.actor import Actor, Machine
from hearthside.outcomes import answering, codes, plans, studies
from hearthside.outcomes.codes import Where
from hearthside.outcomes.models import Study
from tests.cast import NOON

# A Monday, as NOON is: whoever begins today began today.
TODAY = NOON.date()
HERE = Where(("a group",), ("a place",))
THERE = Where(("another group",), ("another place",))
# Fits the default questions: the study of the demo asks them too.
PLAN = Path(__file__).resolve().parents[1] / "docs" / "evaluate" / "plan-demo.toml"


@dataclass(frozen=True)
class AStudy:
    """A study that asks the default questions: 14 of them. Its plan is locked."""

    id: int
    public_id: str


@pytest.fixture
def study(olu: Actor) -> AStudy:
    public_id = studies.begin(
        olu,
        name="How we are",
        pack_ids=("hope-and-say", "phq-8", "loneliness-4"),
        begins_on=TODAY,
        now=NOON,
    )
    lock_plan(public_id)
    return AStudy(Study.objects.get(public_id=public_id).pk, public_id)


@pytest.fixture
def watched(sol: Actor) -> AStudy:
    """A study that asks PHQ-9, because somebody reads its answers."""
    public_id = studies.begin(
        sol,
        name="How we are",
        pack_ids=("phq-9",),
        begins_on=TODAY,
        responder="our safeguarding leads",
        responder_hours="Mondays to Fridays, 9am to 6pm",
        now=NOON,
    )
    return AStudy(Study.objects.get(public_id=public_id).pk, public_id)


def lock_plan(public_id: str, raw: bytes | None = None) -> None:
    """Lock a plan, that of the demo unless another is given."""
    raw = PLAN.read_bytes() if raw is None else raw
    plans.lock(Machine("test"), public_id=public_id, raw=raw, now=NOON)


def begun(study: AStudy, where: Where = HERE, on: date = TODAY) -> codes.Given:
    """Return a code that said yes on this day."""
    return codes.new_for(study.id, where, agreed_to=studies.CONSENT, today=on)


def answered(
    study: AStudy,
    where: Where = HERE,
    *,
    values: dict[int, int | None] | None = None,
    wave: int = 0,
    on: date = TODAY,
    today: date | None = None,
) -> codes.Given:
    """Return a code that sent a wave; every question with its second answer, but for `values`."""
    given = begun(study, where, on)
    fill_in(given.code, values=values, wave=wave, today=today or on)
    return given


def fill_in(
    code: str,
    *,
    values: dict[int, int | None] | None = None,
    wave: int = 0,
    today: date = TODAY,
) -> None:
    """Answer a wave whole."""
    asked = answering.sheet(codes.holder_of(code), today=today)
    said = {one.number: one.choices[1][0] for one in asked.questions}
    answering.type_in(
        code, wave=wave, values={**said, **(values or {})}, now=NOON, today=today
    )
