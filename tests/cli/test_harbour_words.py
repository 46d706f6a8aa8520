"""Every word of Harbour is read for its age, its tone and its numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest

from hearthside.cli.demo import HARBOUR
from hearthside.cli.demo.shapes import DemoHelpline


def every_text(thing: object, where: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(thing, str):
        yield where, thing
    elif isinstance(thing, tuple):
        for place, part in enumerate(thing):
            yield from every_text(part, f"{where}[{place}]")
    elif is_dataclass(thing):
        where = f"{where}.{getattr(thing, 'slug', '')}"
        for field in fields(thing):
            yield from every_text(getattr(thing, field.name), f"{where}.{field.name}")


TEXTS = dict(every_text(HARBOUR))
LONG_TEXTS = {at: text for at, text in TEXTS.items() if len(text.split()) > 60}


def syllables(word: str) -> int:
    sounds = len(re.findall(r"[aeiouy]+", word))
    if re.search(r"[^aeiouyl]e$|[^aeioudt]ed$", word):
        sounds -= 1
    return max(1, sounds)


def reading_grade(text: str) -> float:
    # Flesch-Kincaid; a point inside a time ("7.30") ends no sentence.
    text = re.sub(r"(\d)\.(\d)", r"\1 \2", text)
    sentences = len(re.findall(r"[.?]+(?=\s|$|['\"])", text))
    spoken = re.findall(r"[a-z]+", text.lower().replace("'", ""))
    sounds = sum(map(syllables, spoken))
    return 0.39 * len(spoken) / sentences + 11.8 * sounds / len(spoken) - 15.59


def runs_of_twelve(text: str) -> set[tuple[str, ...]]:
    spoken = re.findall(r"\w+", text.lower())
    return {tuple(spoken[at : at + 12]) for at in range(len(spoken) - 11)}


def test_the_reading_grade_tells_plain_words_from_officialese():
    plain = "Come in. Sit down. There is tea. You do not have to talk."
    official = "Participation necessitates prior registration via the organisation."

    assert reading_grade(plain) < 3
    assert reading_grade(official) > 14


def test_no_text_shouts_or_speaks_of_journeys():
    unwanted = re.compile(
        r"!|\bjourney|safe space|sufferer|committ|successful|lorem|\bTODO\b",
        re.IGNORECASE,
    )

    assert [at for at, text in TEXTS.items() if unwanted.search(text)] == []


def test_no_text_has_stray_space():
    assert [at for at, text in TEXTS.items() if text != " ".join(text.split())] == []


@pytest.mark.parametrize("at", LONG_TEXTS)
def test_a_long_text_reads_easily(at):
    assert reading_grade(LONG_TEXTS[at]) <= 7


def test_the_long_texts_together_read_at_nine_to_eleven():
    grades = sorted(map(reading_grade, LONG_TEXTS.values()))

    assert grades[len(grades) // 2] <= 6


def test_no_two_texts_tell_the_same_thing_in_the_same_words():
    # Two versions of one agreement share their promises; those are short.
    paragraphs = [text for text in TEXTS.values() if len(text.split()) > 20]

    told = Counter(run for text in paragraphs for run in runs_of_twelve(text))

    assert [" ".join(run) for run, times in told.items() if times > 1] == []


def digits(text: str) -> str:
    return re.sub(r"\D", "", text)


@pytest.mark.parametrize("line", HARBOUR.helplines, ids=lambda line: line.slug)
def test_a_helpline_is_dialled_as_it_is_shown(line: DemoHelpline):
    kind, _, number = line.dial.partition(":")

    assert kind in {"tel", "sms"}
    assert number.isdigit()
    assert digits(line.display).startswith(number)
    assert kind == ("sms" if "Text" in line.display else "tel")


@pytest.mark.parametrize("line", HARBOUR.helplines, ids=lambda line: line.slug)
def test_a_helpline_says_how_deaf_people_reach_it_and_where_to_check(line):
    assert line.deaf_ways
    assert line.source
    assert line.hours
    assert 0 <= line.verified_days_ago < 90


def test_numbers_inside_texts_are_those_of_helplines():
    known = {digits(line.dial) for line in HARBOUR.helplines}
    known |= {digits(line.text[1]) for line in HARBOUR.helplines if line.text[1]}
    known |= {"08001111"}  # Childline, for people we are too old for
    pages = [text for at, text in TEXTS.items() if "deaf_ways" not in at]

    told = {digits(n) for text in pages for n in re.findall(r"\b[\d ]{5,}\b", text)}

    assert {number for number in told if len(number) > 4} <= known
