"""Who a study code belongs to: only the workflows on one page may put the two together."""

from __future__ import annotations

import ast
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2] / "src" / "hearthside"
NAMED = set((Path(__file__).parent / "key_holders.txt").read_text().split())
KEY = "hearthside.people.study"
# They seal it anew, forget it or hand it to its owner, and know no answer.
WITHOUT_ANSWERS = {"cli.prepare", "people.erasure", "people.taking"}


def imported(source: str) -> set[str]:
    """Every module a file names, and every name it takes out of one."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{one.name}" for one in node.names}
    return found


def holders() -> dict[str, set[str]]:
    """Each module that holds the key, with what it imports."""
    every = {
        ".".join(path.relative_to(HOUSE).with_suffix("").parts): imported(
            path.read_text()
        )
        for path in HOUSE.rglob("*.py")
    }
    return {module: names for module, names in every.items() if KEY in names}


def test_only_those_on_the_page_put_a_person_and_answers_together():
    both = {
        module
        for module, names in holders().items()
        if any(name.startswith("hearthside.outcomes") for name in names)
        and module != "cli.prepare"
    }

    assert both <= {f"workflows.{name}" for name in NAMED}


def test_nobody_else_holds_the_key_at_all():
    known = {f"workflows.{name}" for name in NAMED} | WITHOUT_ANSWERS

    assert set(holders()) <= known


def test_everybody_on_the_page_still_needs_it():
    assert {
        module.removeprefix("workflows.")
        for module in holders()
        if module.startswith("workflows.")
    } == NAMED


def test_the_table_is_read_by_its_own_file_alone():
    readers = {
        str(path.relative_to(HOUSE))
        for path in HOUSE.rglob("*.py")
        if "StudyPlace" in path.read_text() and "migrations" not in path.parts
    }

    assert readers == {"people/models.py", "people/study.py"}


def test_a_page_that_took_the_key_would_be_seen():
    planted = imported("from hearthside.people import study\n")

    assert KEY in planted
