"""Random people and groups for the tests of matching: the same seed, the same crowd."""

from __future__ import annotations

from random import Random

from hearthside.engines import words
from hearthside.engines.matching import Group, Point, Wanted, Window, part_of_day
from hearthside.engines.matching.facts import PARTS, WAYS, WISHES

LANGUAGES = ("lang:en", "lang:cy", "lang:ur", "lang:sgn-gb")
TOPICS = ("any", "depression", "anxiety", "stoma", "cancer", "bereavement", "gambling")
WHO = tuple(words.WHO_FOR)


def some(random: Random, known: tuple[str, ...], often: float) -> frozenset[str]:
    return frozenset(word for word in known if random.random() < often)


def a_group(random: Random, name: str) -> Group:
    ways = random.choice((WAYS[:1], WAYS[:1], WAYS[:2], WAYS[1:2], WAYS[2:]))
    said = (
        some(random, TOPICS, 0.25)
        | some(random, WHO, 0.08)
        | some(random, tuple(words.ACCESS), 0.5)
        | some(random, tuple(words.MANNER), 0.3)
        | some(random, LANGUAGES, 0.4)
    )
    return Group(
        id=name,
        ways=frozenset(ways),
        at=None if random.random() < 0.15 else a_place(random),
        weekdays=random.randrange(1, 128),
        starts=random.randrange(96) * 15,
        minutes=random.choice((45, 60, 90, 120)),
        said=said,
        size=random.choice((None, 6, 14)),
        next_in_days=random.choice((None, 0.5, 3.0, 28.0)),
        is_sure=random.random() < 0.8,
        comfort=random.choice((0.0, -0.2, 0.3)),
    )


def a_place(random: Random) -> Point:
    return Point(53.8 + random.gauss(0, 0.15), -1.55 + random.gauss(0, 0.2))


def a_person(random: Random) -> Wanted:
    """Somebody who skips about half of the questions."""

    def asks(often: float = 0.5) -> bool:
        return random.random() < often

    has_place = asks(0.7)
    return Wanted(
        near=a_place(random) if has_place else None,
        reach_km=random.choice((2.0, 8.0, 25.0, 60.0))
        if has_place and asks()
        else None,
        ways=some(random, WAYS, 0.5) if asks() else frozenset(),
        windows=_free(random) if asks() else (),
        access=some(random, tuple(words.ACCESS), 0.15) if asks() else frozenset(),
        languages=some(random, LANGUAGES, 0.5) if asks() else frozenset(),
        experience=some(random, TOPICS, 0.3) if asks() else frozenset(),
        who=some(random, WHO, 0.4) if asks(0.7) else frozenset(),
        wishes=some(random, tuple(sorted(WISHES)), 0.2),
    )


def _free(random: Random) -> tuple[Window, ...]:
    days = random.randrange(1, 128)
    if random.random() < 0.5:
        return part_of_day(random.choice(tuple(PARTS)), days)
    opens = random.randrange(0, 1200)
    return (Window(days, opens, 1440, random.randrange(opens + 30, 1441)),)


def crowd(seed: int, size: int) -> list[Group]:
    random = Random(seed)
    return [a_group(random, f"g{number:04}") for number in range(size)]
