"""What we compute beside what R computes, as a page: python -m bench.agreement"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from tests.engines.statistics.agreeing import answers, expected

PAGE: Final = Path(__file__).resolve().parents[1] / "docs" / "evaluate" / "agreement.md"

WORDS: Final = """# The same numbers in R

Made by `python -m bench.agreement`; a test holds it equal to what is computed. R said its numbers once
(`tests/engines/statistics/agreement.R`: R 4.2.2, metafor 3.8-1, lme4 1.1-31, lmerTest 3.1-3, nlme 3.1-162, clubSandwich 0.5.8, mice 3.15.0),
of invented people (`made_up.csv`) and of thirteen published trials (`thirteen_trials.csv`), and they are kept in `expected.csv`.
Of [other designs](designs.md) it was asked in `designs.R` (with sandwich 3.0-2; answers in `expected_designs.csv`): of 56 schools in 11 districts (`lev`; Konstantopoulos 2011), of four of the districts (`lev_few`), of pairs of schools as one group (`lev_twos`) and of districts mixed up, so that they do not differ (`lev_edge`);
of invented groups that began in turn (`wedge`; `wedge_strangers` forgets who is who); and of car drivers killed or seriously injured in Great Britain from 1969 to 1984, before and after belts were law (`belts`, with lags of 4, 12 and 0, and 23 months alone).
*Held to* is how far apart both may lie, relative above one and absolute below: closed forms 0.000001, likelihoods 0.0001, variances and their degrees of freedom 0.001.
`lmm` is the model with groups, persons and sites, `lmm_person` has no groups, and in `lmm_edge` groups do not differ, so that the fit lies on the boundary; `lme` is the first again, by nlme.

| what | R says | we say | held to | in R |
| --- | --- | --- | --- | --- |
"""


def page() -> str:
    """Return the page, in the order R was asked."""
    said = expected()
    rows = [
        f"| `{name}` | {said[name].value:.6g} | {ours:.6g} | {near:g} | {said[name].by} |"
        for name, ours, near in answers()
    ]
    return WORDS + "\n".join(rows) + "\n"


def main() -> None:
    """Write the page."""
    PAGE.write_text(page())


if __name__ == "__main__":
    main()
