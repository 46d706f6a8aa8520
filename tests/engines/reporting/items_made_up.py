"""Answers of single people made up for tests."""

from __future__ import annotations

import random

from hearthside.engines.instruments import read_ours, score

PACKS = ("phq-8", "hope-and-say")


def answers(people: int = 40, *, towns: int = 2, seed: int = 1) -> tuple[str, str]:
    """Return dataset.csv and items.csv of people in as many towns, two waves each."""
    dice = random.Random(seed)
    dataset = ["study_code,cluster,site,wave,phq-8,hope-and-say,attended"]
    items = ["study_code,wave,pack,item,value"]
    for number in range(people):
        town = number % towns
        for wave in (0, 6):
            scores = []
            for name in PACKS:
                pack = read_ours(name)
                given = {one.id: dice.choice(pack.values_of(one)) for one in pack.items}
                items += [
                    f"s{number:03d},{wave},{name},{item},{value}"
                    for item, value in given.items()
                ]
                scores.append(score(pack, given)[0].value)
            dataset.append(
                f"s{number:03d},g{town},T{town},{wave},{scores[0]:g},{scores[1]:g},3"
            )
    return "\n".join(dataset) + "\n", "\n".join(items) + "\n"
