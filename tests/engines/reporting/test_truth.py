"""A few made-up charities: the mixed model finds what is so, and the page says what was found."""

from __future__ import annotations

import re

import numpy as np
import pytest

from bench.outcomes import CHARITIES, PAGE, TRUTH, simulate

pytestmark = [pytest.mark.engine, pytest.mark.slow]


def test_recovery_is_found_and_symptoms_are_mostly_not_said_to_change():
    found = simulate(24, TRUTH, 500)

    recovery, symptoms = found["recovery, mixed model"], found["symptoms, mixed model"]
    assert abs(np.mean(recovery.values) - TRUTH.recovery) < 0.5
    assert recovery.held >= 20
    assert recovery.worse == 0
    assert symptoms.better + symptoms.worse <= 6


def test_the_page_holds_what_was_promised():
    page = PAGE.read_text()

    row = re.search(r"\| recovery, mixed model \| .*? \| ([\d.]+) % \|", page)
    assert row
    assert 93 <= float(row.group(1)) <= 97
    assert f"{CHARITIES} made-up charities" in page
