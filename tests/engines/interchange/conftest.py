"""A small feed to change one thing in."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from time import perf_counter

import pytest

from hearthside.engines.interchange.listing import Kept, Reading, Refused
from hearthside.engines.interchange.meeting_guide import read

EVENING = {
    "slug": "tuesday-kitchen",
    "name": "Tuesday Kitchen",
    "day": 2,
    "time": "19:30",
    "end_time": "21:00",
    "location": "Quaker House",
    "formatted_address": "12 Mill Lane, Ashby, Leicestershire LE65 1AA, UK",
    "latitude": 52.74,
    "longitude": -1.47,
}


@pytest.fixture
def reading_of() -> Callable[..., Reading]:
    def reading_of(*rows: object) -> Reading:
        return read(json.dumps(rows).encode(), zone="Europe/London")

    return reading_of


@pytest.fixture
def row_of(reading_of) -> Callable[..., Kept | Refused]:
    """The evening above with something changed; None takes a field away."""

    def row_of(**changes: object) -> Kept | Refused:
        changed = EVENING | changes
        return reading_of(
            {key: value for key, value in changed.items() if value is not None}
        ).rows[0]

    return row_of


@pytest.fixture
def kept(row_of) -> Callable[..., Kept]:
    def kept(**changes: object) -> Kept:
        row = row_of(**changes)
        assert isinstance(row, Kept), row
        return row

    return kept


@pytest.fixture
def evening() -> dict[str, object]:
    return dict(EVENING)


@pytest.fixture
def benchmark_seconds() -> Callable[[float], AbstractContextManager[None]]:
    @contextmanager
    def benchmark_seconds(most: float) -> Iterator[None]:
        began = perf_counter()
        yield
        assert perf_counter() - began < most

    return benchmark_seconds
