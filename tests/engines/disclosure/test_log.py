"""The log of releases: only added to, seen when changed, and it holds no study code."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearthside.engines.disclosure.log import (
    Log,
    NotALog,
    first_line,
    next_line,
    read_log,
)

pytestmark = pytest.mark.engine

KEY = b"sixteen bytes ok"
FORTY = frozenset(f"code-{n}" for n in range(40))


def log_of(*releases: tuple[str, dict[str, tuple[frozenset[str], ...]]]) -> str:
    raw = first_line(KEY)
    for name, kinds in releases:
        raw += next_line(
            read_log(raw.encode()), name=name, mark=f"mark of {name}", kinds=kinds
        )
    return raw


def read(raw: str) -> Log:
    return read_log(raw.encode())


def test_what_was_let_out_is_found_again_and_no_code_stands_in_it():
    raw = log_of(("June", {"change": (FORTY,)}))

    assert "code-" not in raw
    assert read(raw).holds("mark of June")
    assert not read(raw).holds("mark of July")


def test_l2_a_set_less_one_is_refused_and_the_same_set_is_not():
    log = read(log_of(("June", {"change": (FORTY,)})))

    assert "1 people" in log.why_not({"change": (FORTY - {"code-1"},)})
    assert log.why_not({"change": (FORTY,)}) == ""


def test_numbers_of_another_kind_are_not_laid_beside_each_other():
    log = read(log_of(("June", {"change": (FORTY,)})))

    assert log.why_not({"attendance": (FORTY - {"code-1"},)}) == ""


def test_three_releases_that_only_together_give_a_few_away_are_refused():
    first, second = (
        frozenset(f"code-{n}" for n in rows) for rows in (range(18), range(18, 36))
    )
    log = read(log_of(("all", {"change": (FORTY,)}), ("one", {"change": (first,)})))

    assert "4 people" in log.why_not({"change": (second,)})


@pytest.mark.parametrize(
    ("harm", "why"),
    [
        (lambda lines: [lines[0], lines[2]], "does not follow"),
        (
            lambda lines: [lines[0], lines[1].replace("June", "Juno"), lines[2]],
            "does not follow",
        ),
        (lambda lines: [lines[0], lines[1], "not a line"], "cannot be read"),
        (lambda lines: ["{}", *lines[1:]], "no log of releases"),
        (lambda lines: [lines[0].replace(KEY.hex(), "00"), *lines[1:]], "no key"),
    ],
)
def test_a_log_that_was_changed_is_seen(harm, why):
    lines = log_of(("June", {"a": (FORTY,)}), ("July", {"a": (FORTY,)})).splitlines()

    with pytest.raises(NotALog, match=why):
        read("\n".join(harm(lines)) + "\n")


def test_a_log_cut_short_is_seen():
    with pytest.raises(NotALog, match="middle of a line"):
        read(log_of(("June", {"a": (FORTY,)}))[:-5])


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_whatever_the_file_holds_it_is_a_log_or_a_sentence(raw):
    why = "read"
    try:
        read_log(raw)
    except NotALog as no:
        why = no.why

    assert why
