"""What each test says to the database: so that a second database need not hear it twice.

The run on SQLite writes every kind of statement down (--write-down FOLDER). The run on
PostgreSQL reads that (--unheard FOLDER) and leaves out the tests of pages that would say
only what another test there says too. Tests of the rooms, of races and of odd values always
run: what they ask about is what the database does with a statement, not which one it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

PAGES = "tests/web/"
# However long a list of values is, and however many rows were wanted, it is one statement.
LISTS = re.compile(r"\((?:%s(?:, )?)+\)(?:, \((?:%s(?:, )?)+\))*")
NUMBERS = re.compile(r"\b\d+\b")
POINTS = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", "PRAGMA")

Heard = Mapping[str, frozenset[str]]


def kind_of(sql: str, given: Any, fault: str = "") -> str:
    """Return one word for all statements that differ only in their values.

    A statement with nothing where another has a text, or one that the database refused,
    is of another kind.
    """
    types = {type(one).__name__ for one in _values(given)}
    return " ".join([_plain(sql), *sorted(types), fault])


def _values(given: Any) -> Iterator[Any]:
    """Yield the values of one row, or of many, whatever holds them."""
    for one in given or ():
        if isinstance(one, list | tuple):
            yield from one
        else:
            yield one


@lru_cache(maxsize=50_000)
def _plain(sql: str) -> str:
    return NUMBERS.sub("0", LISTS.sub("(...)", sql))


def told_twice(heard: Heard) -> set[str]:
    """Return the tests of pages that say nothing the others do not say.

    heard -- by test, every kind of statement it was heard to say.
    """
    said = set().union(*(k for test, k in heard.items() if not test.startswith(PAGES)))
    pages = [test for test in heard if test.startswith(PAGES)]
    left_out = set()
    # Whoever says most comes first, so that few are needed.
    for test in sorted(pages, key=lambda test: (-len(heard[test]), test)):
        if heard[test] <= said:
            left_out.add(test)
        said |= heard[test]
    return left_out


class WritesDown:
    """Listens to the statements of each test, and writes them down at the end."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.heard: dict[str, set[str]] = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        from django.db import connection

        kinds = self.heard.setdefault(item.nodeid, set())

        def listen(ask: Callable[..., Any], sql: str, given: Any, *more: Any) -> Any:
            if sql.startswith(POINTS):
                return ask(sql, given, *more)
            fault = ""
            try:
                return ask(sql, given, *more)
            except Exception as no:
                fault = type(no).__name__
                raise
            finally:
                kinds.add(kind_of(sql, given, fault))

        with connection.execute_wrapper(listen):
            return (yield)

    def pytest_sessionfinish(self) -> None:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        words = sorted(set().union(*self.heard.values()))
        at = {word: number for number, word in enumerate(words)}
        tests = {test: [at[one] for one in said] for test, said in self.heard.items()}
        self.file.write_text(json.dumps({"words": words, "tests": tests}))


def read_down(folder: Path) -> dict[str, frozenset[str]]:
    """Return what was written down; nothing if nothing was."""
    found: dict[str, frozenset[str]] = {}
    for file in sorted(folder.glob("*.json")):
        kept = json.loads(file.read_text())
        for test, said in kept["tests"].items():
            found[test] = frozenset(kept["words"][number] for number in said)
    return found


def leave_out(items: list[pytest.Item], heard: Heard) -> list[pytest.Item]:
    """Take out of a collection what would be told twice, and return it."""
    asked = {item.nodeid for item in items}
    twice = told_twice({test: said for test, said in heard.items() if test in asked})
    out = [item for item in items if item.nodeid in twice]
    items[:] = [item for item in items if item.nodeid not in twice]
    return out


class LeavesOut:
    """Leaves out what would be told twice."""

    def __init__(self, folder: Path) -> None:
        self.heard = read_down(folder)

    # Last, so that only what this run asks may speak for what it leaves out.
    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(
        self, config: pytest.Config, items: list[pytest.Item]
    ) -> None:
        if out := leave_out(items, self.heard):
            config.hook.pytest_deselected(items=out)


def add_options(parser: pytest.Parser) -> None:
    parser.addoption("--write-down", metavar="FOLDER", help="what tests say to tables")
    parser.addoption("--unheard", metavar="FOLDER", help="leave out what would say it")


def register(config: pytest.Config) -> None:
    """Write down or leave out, as this run was told."""
    if folder := config.getoption("write_down"):
        worker = getattr(config, "workerinput", {}).get("workerid", "alone")
        config.pluginmanager.register(WritesDown(Path(folder) / f"{worker}.json"))
    if folder := config.getoption("unheard"):
        config.pluginmanager.register(LeavesOut(Path(folder)))
