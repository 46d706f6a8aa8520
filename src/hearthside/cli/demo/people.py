"""Everybody of the demo: who sits at the desk, who opens doors, who comes."""

from __future__ import annotations

from typing import Final

from hearthside.cli.demo import people_hull, people_leeds
from hearthside.cli.demo.certificates import (
    BACKGROUND,
    RUNS_OUT_SOON,
    SAFEGUARDING,
    in_date,
)
from hearthside.cli.demo.shapes import DemoPerson, DemoTraining

DESK: Final[tuple[DemoPerson, ...]] = (
    DemoPerson(
        key="olu",
        called="Olu",
        roles=(("coordinator", "leeds"),),
        training=in_date(134),
        email="olu@harbour.example",
    ),
    DemoPerson(
        key="wren",
        called="Wren",
        roles=(("coordinator", "leeds"), ("facilitator", "after-the-op")),
        training=RUNS_OUT_SOON,
        email="wren@harbour.example",
    ),
    DemoPerson(
        key="tomasz",
        called="Tomasz",
        roles=(("coordinator", "hull"),),
        training=in_date(48),
        email="tomasz@harbour.example",
    ),
    DemoPerson(
        key="sol",
        called="Sol",
        roles=(("lead", ""),),
        training=(
            DemoTraining("Safeguarding lead", 190, 730),
            DemoTraining(SAFEGUARDING, 190, 730),
            DemoTraining(BACKGROUND, 402, 1095),
        ),
        email="sol@harbour.example",
    ),
    DemoPerson(
        key="sia",
        called="Sia",
        roles=(("lead", ""),),
        training=(
            DemoTraining("Safeguarding lead", 61, 730),
            DemoTraining(SAFEGUARDING, 61, 730),
            DemoTraining(BACKGROUND, 233, 1095),
        ),
        email="sia@harbour.example",
    ),
    DemoPerson(
        key="eve", called="Eve", roles=(("evaluator", ""),), email="eve@harbour.example"
    ),
    DemoPerson(
        key="hal",
        called="Hal",
        roles=(("host", ""), ("keyholder", "")),
        email="hal@harbour.example",
    ),
)


def _member(
    key: str,
    called: str,
    *groups: str,
    email: str = "",
    names: tuple[tuple[str, str], ...] = (),
) -> DemoPerson:
    """Return somebody who comes to these groups; an e-mail is theirs to give or not."""
    return DemoPerson(
        key=key,
        called=called,
        roles=tuple(("member", group) for group in groups),
        email=email,
        names=names,
    )


MEMBERS: Final[tuple[DemoPerson, ...]] = (
    _member(
        "amira",
        "Amira",
        "tuesday-headingley",
        "meanwood-walk",
        email="amira@letters.example",
        names=(("meanwood-walk", "Little Owl"),),
    ),
    _member("bo", "Bo", "tuesday-headingley"),
    _member(
        "quiet-tom",
        "Quiet Tom",
        "tuesday-headingley",
        "bradford-men",
        names=(("bradford-men", "Kestrel"),),
    ),
    _member("magpie", "Magpie", "hyde-park-thursdays"),
    _member("j", "J", "second-voice"),
    _member("sal-from-armley", "Sal from Armley", "after-the-op", "kettle-call"),
    _member("bluebell", "Bluebell", "the-long-table"),
    _member("mair", "Mair", "paned-a-sgwrs", email="mair@letters.example"),
    _member("big-dave", "Big Dave", "keighley-saturdays"),
    _member("rook", "Rook", "keighley-saturdays"),
    _member("shirin", "Shirin", "small-hours"),
    _member("captain", "Captain", "tides", "sunday-lamp"),
    _member("mrs-p", "Mrs P", "otley-carers", email="mrs.p@letters.example"),
    _member("nettie", "Nettie", "beverley-table", "old-town-makers"),
)

PEOPLE: Final[tuple[DemoPerson, ...]] = (
    *DESK,
    *people_leeds.FACILITATORS,
    *people_hull.FACILITATORS,
    *MEMBERS,
)
