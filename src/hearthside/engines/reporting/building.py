"""The files of a report: both papers as HTML and PDF, their numbers, and what was made of what."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Final

import numpy as np
import scipy

from hearthside.engines import paper
from hearthside.engines.analysing.gathering import Study
from hearthside.engines.analysing.plan import Plan
from hearthside.engines.reporting import html
from hearthside.engines.reporting.found import Tell
from hearthside.engines.reporting.frozen import Freeze
from hearthside.engines.reporting.ledger import ledger
from hearthside.engines.reporting.paper import Paper
from hearthside.engines.reporting.papers import Papers, write
from hearthside.engines.reporting.quoting import Quote, for_the_public, ledger_lines

FORMAT: Final = 1
NUMBERS: Final = "report.json"
LEDGER: Final = "ledger.json"
PUBLIC_WORDS: Final = "words-for-anybody.txt"
# Pictures are long; twenty outcomes with theirs fit.
LONGEST: Final = 4_000_000
SECONDS: Final = 60


class CannotBuild(Exception):
    """No report came out. why -- one sentence, fit to be shown."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def build(
    plan: Plan,
    study: Study,
    freeze: Freeze,
    *,
    quotes: tuple[Quote, ...] = (),
    before: Mapping[str, str] | None = None,
    tell: Tell = lambda _: None,
) -> dict[str, bytes]:
    """Return every file by its name; the same study, the same bytes.

    quotes -- sentences people left.
    before -- the numbers of the report this one takes the place of: then `ledger.json` says
    which are others now. tell -- hears what is being done.

    Raises CannotBuild.
    """
    return build_of(
        write(plan, study, freeze, tell, quotes),
        plan,
        freeze,
        quotes=quotes,
        before=before,
        tell=tell,
    )


def build_of(
    papers: Papers,
    plan: Plan,
    freeze: Freeze,
    *,
    quotes: tuple[Quote, ...] = (),
    before: Mapping[str, str] | None = None,
    tell: Tell = lambda _: None,
) -> dict[str, bytes]:
    """Return every file of papers that are written.

    Raises CannotBuild.
    """
    files: dict[str, bytes] = {}
    for name, one in (("summary", papers.summary), ("appendix", papers.appendix)):
        tell(f"{name}: paper")
        files[f"{name}.html"] = html.page(one).encode()
        files[f"{name}.pdf"] = _pdf(name, one)
    numbers = dict(papers.summary.numbers()) | dict(papers.appendix.numbers())
    numbers |= dict(ledger_lines(quotes))
    if public := for_the_public(quotes):
        files[PUBLIC_WORDS] = public
    files[NUMBERS] = _json(
        {
            "format": FORMAT,
            "study": freeze.study,
            "title": plan.title,
            "answer": papers.summary.answer,
            "plan_sha256": freeze.plan_sha256,
            "dataset_sha256": freeze.sha256["dataset.csv"],
            "code_version": freeze.code_version,
            "computed_with": {"numpy": np.__version__, "scipy": scipy.__version__},
            "numbers": numbers,
            "files": {
                name: hashlib.sha256(raw).hexdigest()
                for name, raw in sorted(files.items())
            },
        }
    )
    if before is not None:
        changed = [asdict(one) for one in ledger(before, numbers)]
        files[LEDGER] = _json({"format": FORMAT, "changed": changed})
    return files


def _pdf(sheet: str, one: Paper) -> bytes:
    words: dict[str, Any] = asdict(one)
    for every_letter in (True, False):
        try:
            return paper.pdf(
                sheet,
                words,
                every_letter=every_letter,
                longest=LONGEST,
                seconds=SECONDS,
            )
        except paper.NoLetters:
            continue
        except paper.CannotPrint as fault:
            raise CannotBuild(f"The paper could not be laid out: {fault}.") from None
    raise CannotBuild("Our typefaces lack letters for these words.")


def _json(found: Mapping[str, Any]) -> bytes:
    return (
        json.dumps(found, ensure_ascii=False, allow_nan=False, indent=1) + "\n"
    ).encode()
