"""Strings nobody would think of, and many that somebody would write: always the same ones."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from pathlib import Path

FILES = sorted((Path(__file__).resolve().parents[3] / "bench" / "crisis").glob("*.csv"))
ODD = (
    "", " ", "'", "''", '"', "\n", "\0", "\ud800", "I want\ud83d to die", "\udc00want",
    "I wa\u200bnt to d\u00adie", "\uff29 \uff57\uff41\uff4e\uff54 to die", "I wаnt to diе",
    "I want to die 😂 exam", "👨‍👩‍👧‍👦🏳️‍🌈", "أريد أن أموت", "\u202eI want to die", "\u2066I want to die\u2069",
    "i\u0307 want to die", "İ want to die", "I WANT TO DIE", "ß want to die", "ǅ", "Ω want to die",
    "I want\u2028to die", "I want\rto die", "I  want\t to   die", "I want to die…", "> I want to die",
    ">\u200b I want to die", "a\n> I want to die\nI want to die", "“I want to die”", "she said “I want to die”",
    "I keep thinking “I want to die”", "«I want to die»", "I'm's 's ''I want to die''", "I don’t want to live",
    "don`t want to live", "I donʼt want to live", "i want to die" * 3000, "a " * 40_000 + "I want to die",
    "I want to die" + " a" * 4000, "I want to die. " + "b" * 200_000, "x" * 5999 + " 😀I want to die",
    "😀" * 7000 + "I want to die", "not " * 3000 + "suicidal", ", " * 5000 + "i want to die",
    "I want to die" + "\u0301" * 1000, "k\u0301ill myself", "__proto__", "constructor", "hasOwnProperty toString",
    "yet but though i want to die", "but", "i, want, to, die", "(I want to die)", "I want — to die",
    "自殺したい", "хочу умереть", "मैं मरना चाहता हूँ", "Ich will sterben", "我想死", "Dw i eisiau marw",
)  # fmt: skip
SCRAPS = (
    "not", "never", ",", ".", "but", "again", "\n", "she said", '"', "lol", "exam", "years ago", "I",
    "you", "my sister", "😂", "used to", "’", "\u200d", "tonight", "?", "\n>", "no", "still", "stop", "…",
)  # fmt: skip


def texts() -> list[str]:
    """Return every text of the files we measure on."""
    found = []
    for path in FILES:
        with path.open(encoding="utf-8", newline="") as file:
            found += [row["text"] for row in csv.DictReader(file)]
    return found


def strings() -> list[str]:
    """Return some 4,500 strings: ours, ours with scraps put in, odd ones, random ones."""
    return [*ODD, *texts(), *_mixed(), *_random()]


def _mixed() -> Iterator[str]:
    chance = random.Random(8)
    plain = texts()
    for _ in range(2000):
        words = " ".join(chance.sample(plain, chance.choice((1, 1, 2)))).split(" ")
        for _ in range(chance.randint(1, 4)):
            words.insert(chance.randint(0, len(words)), chance.choice(SCRAPS))
        if chance.random() < 0.3:
            del words[chance.randrange(len(words))]
        yield " ".join(words)


def _random() -> Iterator[str]:
    chance = random.Random(9)
    for _ in range(500):
        long = chance.randint(1, 60)
        yield "".join(
            chr(chance.choice((chance.randint(1, 0x24F), chance.randint(1, 0x1FAFF))))
            for _ in range(long)
        )
