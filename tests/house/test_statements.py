"""On PostgreSQL a page is left out only when every statement of it is heard elsewhere."""

import pytest
from django.db import connection

from tests.statements import (
    WritesDown,
    kind_of,
    leave_out,
    read_down,
    told_twice,
)

ROOM, ONE, OTHER = "tests/groups/a.py::a", "tests/web/b.py::b", "tests/web/c.py::c"


def heard(**said):
    tests = {"room": ROOM, "one": ONE, "other": OTHER}
    return {tests[name]: frozenset(words.split()) for name, words in said.items()}


def test_a_page_that_says_what_a_room_says_is_left_out():
    assert told_twice(heard(room="a b", one="a b")) == {ONE}


def test_a_page_that_says_one_thing_more_is_asked():
    assert told_twice(heard(room="a b", one="a b c")) == set()


def test_of_two_pages_alike_one_is_asked():
    assert told_twice(heard(room="a", one="b", other="b c")) == {ONE}
    assert len(told_twice(heard(one="b", other="b"))) == 1


def test_a_room_is_never_left_out():
    assert told_twice(heard(room="a", one="a b")) == set()


def test_whoever_was_never_heard_is_asked():
    class Item:
        nodeid = OTHER

    items = [Item()]
    assert leave_out(items, heard(room="a", one="a")) == []
    assert len(items) == 1


def test_what_is_not_asked_this_time_covers_nothing():
    class Item:
        nodeid = ONE

    # The room said it on SQLite, but is not in this run.
    assert leave_out([Item()], heard(room="a", one="a")) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("x IN (%s, %s)", (1, 2)), ("x IN (%s)", (1,))),
        (("LIMIT 21", ()), ("LIMIT 4", ())),
        (("VALUES (%s, %s), (%s, %s)", (1, 2, 3, 4)), ("VALUES (%s, %s)", (1, 2))),
        (("x = %s", [1]), ("x = %s", (1,))),
        (("x = %s", [(1,), (2,)]), ("x = %s", (1,))),
        (("x = x", None), ("x = x", [])),
    ],
)
def test_how_many_values_makes_no_difference(one, other):
    assert kind_of(*one) == kind_of(*other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("x = %s", (1,)), ("x = %s", ("a",))),
        (("x = %s", (1,)), ("x = %s", (None,))),
        (("x = %s", (1,)), ("y = %s", (1,))),
        (("x = %s", (1,), "IntegrityError"), ("x = %s", (1,))),
    ],
)
def test_what_sort_of_value_or_a_refusal_does(one, other):
    assert kind_of(*one) != kind_of(*other)


def test_what_a_test_says_is_written_down_and_read_again(tmp_path, db, request):
    writes = WritesDown(tmp_path / "alone.json")
    says = writes.pytest_runtest_protocol(request.node)
    next(says)
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM groups_group WHERE id IN (%s, %s)", (1, 2))
    with pytest.raises(StopIteration):
        says.send(None)
    writes.pytest_sessionfinish()

    said = read_down(tmp_path)[request.node.nodeid]
    assert said == {"SELECT id FROM groups_group WHERE id IN (...) int "}


def test_without_a_record_every_test_is_asked(tmp_path):
    assert read_down(tmp_path) == {}
    assert told_twice({}) == set()
