"""What stands in the papers: harm first, nothing bare, nothing of a few, all three answers."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from bench.charities import charity, dataset
from hearthside.engines.disclosure.log import (
    Kinds,
    Log,
    first_line,
    next_line,
    read_log,
)
from hearthside.engines.reporting.populations import populations
from hearthside.engines.reporting.together import SMALLER, put_together
from tests.engines.analysing.test_what_is_said import CAUSE
from tests.engines.reporting.frozen_files import (
    QUICK,
    all_words,
    changed_by,
    papers_of,
    study_of,
    without,
)

pytestmark = pytest.mark.engine


@pytest.fixture(scope="module")
def ordinary():
    return papers_of(changed_by(0))


def test_harm_is_the_first_chapter_of_both(ordinary):
    assert ordinary.summary.chapters[0].head.startswith("Who got worse")
    assert ordinary.appendix.chapters[0].head.startswith("Who got worse")


def test_every_chart_has_a_sentence_and_a_table(ordinary):
    charts = [
        chapter
        for paper in (ordinary.summary, ordinary.appendix)
        for chapter in paper.chapters
        if chapter.chart
    ]
    assert len(charts) >= 8
    assert all(one.words and one.chart.alt and one.table.rows for one in charts)


def test_all_that_was_asked_for_is_in_the_appendix(ordinary):
    heads = " ".join(one.head for one in ordinary.appendix.chapters)

    for head in ("Who took part", "Change: QPR-15", "Without a group: QPR-15", "Site by site",
                 "Who stayed", "Asked in other ways", "How often people came", "cannot say"):  # fmt: skip
        assert head in heads


@pytest.mark.parametrize(
    ("points", "answer"),
    [(8.0, "Better than at the start"), (-8.0, "Worse than at the start"), (-1.3, "No change shown")],
)  # fmt: skip
def test_better_worse_and_not_shown_have_as_many_words(points, answer):
    found = papers_of(changed_by(points))

    assert found.summary.answer == answer
    assert len(found.summary.answer_words) >= 2
    assert "People without any group get better too" in found.summary.answer_words[0]


@pytest.mark.parametrize("points", [8.0, -8.0, -1.3])
def test_without_anybody_to_compare_with_no_cause_is_said(points):
    words = all_words(papers_of(changed_by(points)))

    for line in words.splitlines():
        # The sentence that says it is not the groups' doing may name them.
        assert not CAUSE.search(
            re.sub(r"does not say what the groups did|not the groups' doing", "", line)
        ), line


def test_a_bare_change_has_the_source_of_its_benchmark_beside_it(ordinary):
    change = next(
        one for one in ordinary.summary.chapters if one.key == "qpr-15 / change"
    )

    assert any(word.startswith("Sources: ") for word in change.words)
    assert any(row[0].startswith("others, who") for row in change.table.rows)


def test_counts_are_rounded_to_five_or_hidden(ordinary):
    for chapter in ordinary.appendix.chapters:
        if chapter.table is None or "people" not in chapter.table.heads:
            continue
        at = chapter.table.heads.index("people")
        for row in chapter.table.rows:
            assert row[at] == "*" or int(row[at]) % 5 == 0, row


def test_of_fewer_than_ten_not_even_the_spread_is_said():
    found = papers_of(dataset(charity(3, groups=3, each=2)))

    worse = [
        one for one in found.appendix.chapters if one.head.startswith("Who got worse")
    ]
    assert [one.words for one in worse] == [
        ("Fewer than 10 people began: nothing is said of them.",)
    ] * 2
    assert all(one.table is None for one in worse)


@pytest.mark.parametrize("each", [1, 2, 3])
def test_a_handful_of_people_get_words_and_no_number(each):
    found = papers_of(dataset(charity(3, groups=3, each=each)))

    assert found.summary.answer == "No answer yet: too few people"
    assert not re.search(r"\bnan\b|\binf\b|None", all_words(found))
    shown = [
        one for name, one in found.appendix.numbers() if not name.endswith("source")
    ]
    assert all(not re.search(r"[+-]\d", one) for one in shown)


def test_people_who_all_answer_the_same_get_words():
    lines = ["study_code,cluster,site,wave,qpr-15,phq-8,attended"]
    lines += [f"s{n},g{n % 4},A,{wave},30,5,3" for n in range(40) for wave in (0, 6)]

    found = papers_of("\n".join(lines) + "\n")

    assert found.summary.answer == "No answer yet: too few people"
    assert not re.search(r"\bnan\b|\binf\b", all_words(found))


def test_small_sites_are_put_together_so_that_no_row_is_of_a_few():
    text = changed_by(0)
    lines = text.splitlines()
    # A third town of five people, taken from the first.
    moved = [
        line.replace("Northtown", "Smalltown")
        if line.split(",")[0] in {f"s{n:05d}" for n in range(5)}
        else line
        for line in lines
    ]
    plan, study, _ = study_of("\n".join(moved) + "\n")

    sites = {one.site for one in put_together(plan, plan.outcomes[0], study).people}

    assert "Smalltown" not in sites
    assert SMALLER in sites
    assert len(sites) == 2
    assert "Smalltown" not in all_words(papers_of("\n".join(moved) + "\n"))


def of_whom(text: str, plan: str = QUICK) -> Kinds:
    read, study, _ = study_of(text, plan)
    return populations(read, study, name="x")


def logged(whole: Kinds) -> Log:
    """Return a log that remembers one report of these people."""
    first = first_line(b"k" * 16)
    line = next_line(read_log(first.encode()), name="June", mark="m", kinds=whole)
    return read_log((first + line).encode())


def test_l2_a_report_less_one_person_may_not_follow_the_first():
    text = changed_by(0)
    whole = of_whom(text)
    assert read_log(first_line(b"k" * 16).encode()).why_not(whole) == ""

    after = logged(whole)

    assert after.why_not(whole) == ""
    assert "people" in after.why_not(of_whom(without(text, "s00001")))


def changed_in(text: str, wave: str, change: Callable[[list[str]], None]) -> str:
    """Return a dataset in which the cells of the first who gave a wave are others."""
    rows = [line.split(",") for line in text.splitlines()]
    at = rows[0].index("wave")
    first = next(row for row in rows[1:] if row[at] == wave and row[at + 1])
    change(first)
    return "\n".join(",".join(row) for row in rows) + "\n"


def no_scores(row: list[str]) -> None:
    row[4:6] = ["", ""]


def no_evenings(row: list[str]) -> None:
    row[6] = ""


@pytest.mark.parametrize("wave", ["3", "12"])
@pytest.mark.parametrize("arms", [False, True])
def test_l2_nor_one_that_lacks_one_answer_of_another_wave(wave, arms):
    text, plan = (two_arms(0), ARMS) if arms else (changed_by(0), QUICK)
    after = logged(of_whom(text, plan))

    fewer = changed_in(text, wave, no_scores)

    assert f"change to {wave}: Beside" in after.why_not(of_whom(fewer, plan))


def test_l2_nor_one_that_lacks_the_evenings_of_one():
    text = changed_by(0)
    after = logged(of_whom(text))

    assert "people" in after.why_not(of_whom(changed_in(text, "6", no_evenings)))


def test_l2_nor_one_less_under_another_name_of_its_outcomes():
    text = changed_by(0)
    renamed = QUICK.replace('pack = "qpr-15"', 'pack = "qpr-15"\nname = "Recovery"')
    renamed = renamed.replace('pack = "phq-8"', 'pack = "phq-8"\nname = "Mood"')
    after = logged(of_whom(text))
    assert after.why_not(of_whom(text, renamed)) == ""

    assert "people" in after.why_not(of_whom(without(text, "s00001"), renamed))


ARMS = (
    QUICK.replace('wave = "wave"', 'wave = "wave"\narm = "arm"')
    + """
[comparison]
treated = "groups"
control = "waiting"
allocation = "random"
"""
)


def two_arms(extra: float) -> str:
    one = charity(4)
    recovery = one.recovery.copy()
    treated = one.group % 4 < 2
    recovery[treated, 1:] += extra
    lines = dataset(
        type(one)(recovery, one.symptoms, one.group, one.site, one.attended)
    ).splitlines()
    found = [lines[0] + ",arm"]
    for line in lines[1:]:
        group = int(line.split(",")[1][1:])
        found.append(f"{line},{'groups' if group % 4 < 2 else 'waiting'}")
    return "\n".join(found) + "\n"


def test_only_with_a_random_comparison_a_cause_is_said():
    random = papers_of(two_arms(9), ARMS)
    other = papers_of(two_arms(9), ARMS.replace('"random"', '"other"'))

    assert random.summary.answer == other.summary.answer == "Better than the comparison"
    assert "Chance decided" in random.summary.answer_words[0]
    assert "chance did not decide" in other.summary.answer_words[0]
    assert "Nobody was compared with" not in all_words(random)


def test_no_difference_between_arms_is_said_as_plainly():
    found = papers_of(two_arms(0), ARMS)

    assert found.summary.answer == "No difference shown"
    assert any(
        "not the same as that nothing is there" in one
        for one in found.summary.answer_words
    )
