"""Frozen datasets made up for tests, and what a report makes of them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

from bench.charities import PLAN, Charity, charity, dataset
from hearthside.engines.analysing.gathering import Study, gather
from hearthside.engines.analysing.plan import Plan, read_plan
from hearthside.engines.plain_table import read_plain_table
from hearthside.engines.reporting.frozen import Freeze, read_freeze
from hearthside.engines.reporting.papers import Papers, write

QUICK = PLAN.replace("imputations = 20", "imputations = 3")


def about(
    text: str, items: str = "study_code,wave,pack,item,value\n", plan: str = QUICK
) -> bytes:
    """Return freeze.json of these files."""
    return json.dumps(
        {
            "format": 1,
            "study": "Made-up charity",
            "code_version": "0.1.0",
            "plan_sha256": hashlib.sha256(plan.encode()).hexdigest(),
            "sha256": {
                "dataset.csv": hashlib.sha256(text.encode()).hexdigest(),
                "items.csv": hashlib.sha256(items.encode()).hexdigest(),
            },
            "flow": {"registered": 150, "consented": 122, "baseline": 108, "6": 83},
        }
    ).encode()


def frozen(
    text: str, folder: Path, *, items: str = "study_code,wave,pack,item,value\n", plan: str = QUICK
) -> Path:  # fmt: skip
    """Write a frozen dataset and its plan; return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "dataset.csv").write_text(text)
    (folder / "items.csv").write_text(items)
    (folder / "freeze.json").write_bytes(about(text, items, plan))
    (folder / "plan.toml").write_text(plan)
    return folder


def study_of(text: str, plan: str = QUICK) -> tuple[Plan, Study, Freeze]:
    """Return a plan, its study and its freeze."""
    read = read_plan(plan.encode())
    table = read_plain_table(text.encode())
    return read, gather(read, table), read_freeze(about(text, plan=plan))


def papers_of(text: str, plan: str = QUICK) -> Papers:
    """Return both papers."""
    read, study, freeze = study_of(text, plan)
    return write(read, study, freeze, lambda _: None)


def changed_by(points: float, *, seed: int = 1, people: int = 108) -> str:
    """Return a dataset whose recovery changes by so many points more than it did."""
    one: Charity = charity(seed, each=people // 12)
    recovery = one.recovery.copy()
    recovery[:, 1:] += points
    return dataset(replace(one, recovery=recovery))


def without(text: str, *codes: str) -> str:
    """Return a dataset from which people withdrew."""
    lines = text.splitlines()
    return "\n".join(one for one in lines if one.split(",")[0] not in codes) + "\n"


def all_words(papers: Papers) -> str:
    """Return every word of both papers."""
    found = []
    for paper in (papers.summary, papers.appendix):
        found += [
            paper.title,
            paper.lead,
            paper.answer,
            *paper.answer_words,
            paper.foot,
        ]
        for chapter in paper.chapters:
            found += [chapter.head, *chapter.words]
            found += [chapter.chart.alt, chapter.chart.svg] if chapter.chart else []
            for row in chapter.table.rows if chapter.table else ():
                found += row
    return "\n".join(found)
