"""The plan: what is measured, when, and against what; written before anybody looks.

Read strictly: a name we do not know is a mistake, not a remark.
"""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from typing import Any, Final

from hearthside.engines.analysing.from_pack import NotAPlan, filled
from hearthside.engines.analysing.strictly import named, number, text, whole

__all__ = ["Comparison", "NaturalChange", "NotAPlan", "Outcome", "Plan", "read_plan"]

FORMAT: Final = 1
MOST_BYTES: Final = 200_000
MOST_WAVES: Final = 20
MOST_OUTCOMES: Final = 20


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of the table are called; "" where there is none."""

    person: str
    wave: str
    group: str
    site: str
    arm: str
    attended: str
    events: str


@dataclass(frozen=True, slots=True)
class NaturalChange:
    """By how much people get better whom nobody helped. points, or standard deviations."""

    points: float | None
    standardised: float | None
    source: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """One score.

    reliable_change -- points; reliability -- 0 to 1, from which it is worked out otherwise.
    """

    name: str
    column: str
    lowest: float
    highest: float
    higher_is_better: bool
    is_primary: bool
    reliable_change: float | None
    reliability: float | None
    natural_change: NaturalChange | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Who is compared with whom. is_random -- chance decided who came into which arm."""

    treated: str
    control: str
    is_random: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be done with the table."""

    title: str
    columns: Columns
    waves: tuple[str, ...]
    primary_wave: str
    outcomes: tuple[Outcome, ...]
    comparison: Comparison | None
    imputations: int
    seed: int
    sha256: str

    @property
    def first_wave(self) -> str:
        return self.waves[0]


def read_plan(raw: bytes) -> Plan:
    """Return the plan a TOML file holds.

    Raises NotAPlan: one of a design of its own too.
    """
    document, sha256 = document_of(raw)
    if "design" in document:
        raise NotAPlan(
            "This plan is of a design of its own, which only hearthside analyse follows."
        )
    return plan_of(document, sha256)


def document_of(raw: bytes) -> tuple[dict[str, Any], str]:
    """Return what a TOML file holds, and its SHA-256.

    Raises NotAPlan.
    """
    if len(raw) > MOST_BYTES:
        raise NotAPlan("The plan is larger than 200 kB.")
    try:
        document = tomllib.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise NotAPlan("The plan is not UTF-8 text.") from None
    except tomllib.TOMLDecodeError as fault:
        raise NotAPlan(f"The plan is not TOML: {fault}.") from None
    except RecursionError:
        raise NotAPlan("The plan has too many lists inside lists.") from None
    return document, hashlib.sha256(raw).hexdigest()


def plan_of(raw: dict[str, Any], sha256: str) -> Plan:
    """Return the plan of a document.

    Raises NotAPlan.
    """
    top = named(
        raw,
        "The plan",
        {"format": True, "title": True, "data": True, "waves": True, "outcomes": True,
         "comparison": False, "missing": False},
    )  # fmt: skip
    if top["format"] != FORMAT:
        raise NotAPlan(f"This house follows plans of format {FORMAT}.")
    waves = named(top["waves"], "waves", {"order": True, "primary": True})
    order = _waves(waves["order"])
    primary = text(waves["primary"], "waves.primary")
    if primary not in order[1:]:
        raise NotAPlan("waves.primary is to be one of waves.order, after the first.")
    columns = _columns(top["data"])
    comparison = _comparison(top.get("comparison"), columns)
    missing = named(
        top.get("missing", {}), "missing", {"imputations": False, "seed": False}
    )
    return Plan(
        title=text(top["title"], "title"),
        columns=columns,
        waves=order,
        primary_wave=primary,
        outcomes=_outcomes(top["outcomes"]),
        comparison=comparison,
        imputations=whole(
            missing.get("imputations", 20), "missing.imputations", 2, 200
        ),
        seed=whole(missing.get("seed", 1), "missing.seed", 0, 2**32 - 1),
        sha256=sha256,
    )


def _waves(raw: Any) -> tuple[str, ...]:
    if not isinstance(raw, list) or not 2 <= len(raw) <= MOST_WAVES:
        raise NotAPlan(f"waves.order is to be a list of 2 to {MOST_WAVES} waves.")
    order = tuple(text(one, "a wave") for one in raw)
    if len(set(order)) != len(order):
        raise NotAPlan("waves.order names a wave twice.")
    return order


def _columns(raw: Any) -> Columns:
    optional = ("group", "site", "arm", "attended", "events")
    one = named(
        raw, "data", {"person": True, "wave": True} | dict.fromkeys(optional, False)
    )
    called = {name: text(one[name], f"data.{name}") for name in one}
    if len(set(called.values())) != len(called):
        raise NotAPlan("data names one column for two things.")
    return Columns(
        person=called["person"],
        wave=called["wave"],
        **{name: called.get(name, "") for name in optional},
    )


def _comparison(raw: Any, columns: Columns) -> Comparison | None:
    if raw is None:
        return None
    one = named(
        raw, "comparison", dict.fromkeys(("treated", "control", "allocation"), True)
    )
    if not columns.arm:
        raise NotAPlan(
            "A comparison needs data.arm: the column that says who is in which arm."
        )
    if one["allocation"] not in ("random", "other"):
        raise NotAPlan('comparison.allocation is to be "random" or "other".')
    treated = text(one["treated"], "comparison.treated")
    control = text(one["control"], "comparison.control")
    if treated == control:
        raise NotAPlan("comparison.treated and comparison.control are the same.")
    return Comparison(treated, control, one["allocation"] == "random")


def _outcomes(raw: Any) -> tuple[Outcome, ...]:
    if not isinstance(raw, list) or not 1 <= len(raw) <= MOST_OUTCOMES:
        raise NotAPlan(f"There are to be 1 to {MOST_OUTCOMES} [[outcomes]].")
    found = tuple(_outcome(one) for one in raw)
    if sum(one.is_primary for one in found) != 1:
        raise NotAPlan("Exactly one of the outcomes is to be primary = true.")
    if len({one.column for one in found}) != len(found):
        raise NotAPlan("Two outcomes are read from the same column.")
    return found


def _outcome(raw: Any) -> Outcome:
    one = named(
        filled(raw) if isinstance(raw, dict) else raw,
        "an outcome",
        {"name": True, "column": True, "lowest": True, "highest": True, "better": True,
         "primary": False, "reliable_change": False, "reliability": False,
         "natural_change": False},
    )  # fmt: skip
    lowest, highest = (
        number(one["lowest"], "lowest"),
        number(one["highest"], "highest"),
    )
    if not lowest < highest:
        raise NotAPlan("An outcome's lowest is to be below its highest.")
    if one["better"] not in ("higher", "lower"):
        raise NotAPlan('An outcome\'s better is to be "higher" or "lower".')
    if not isinstance(one.get("primary", False), bool):
        raise NotAPlan("An outcome's primary is to be true or false.")
    change, reliability = one.get("reliable_change"), one.get("reliability")
    if (
        change is not None
        and not 0 < number(change, "reliable_change") <= highest - lowest
    ):
        raise NotAPlan("reliable_change is to lie within the range of the score.")
    if reliability is not None and not 0 < number(reliability, "reliability") < 1:
        raise NotAPlan("reliability is to be above 0 and below 1.")
    return Outcome(
        name=text(one["name"], "an outcome's name"),
        column=text(one["column"], "an outcome's column"),
        lowest=lowest,
        highest=highest,
        higher_is_better=one["better"] == "higher",
        is_primary=one.get("primary", False),
        reliable_change=None if change is None else float(change),
        reliability=None if reliability is None else float(reliability),
        natural_change=_natural(one.get("natural_change")),
    )


def _natural(raw: Any) -> NaturalChange | None:
    if raw is None:
        return None
    one = named(
        raw, "natural_change", {"points": False, "standardised": False, "source": True}
    )
    points, standardised = one.get("points"), one.get("standardised")
    if points is None and standardised is None:
        raise NotAPlan("natural_change is to say points, or standardised, or both.")
    return NaturalChange(
        None if points is None else number(points, "natural_change.points"),
        None if standardised is None else number(standardised, "natural_change"),
        text(one["source"], "natural_change.source"),
    )
