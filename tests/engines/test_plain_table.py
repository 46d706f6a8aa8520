from __future__ import annotations

import pytest

from hearthside.engines.plain_table import (
    LONGEST_CELL,
    NotATable,
    read_plain_table,
    shown,
)

pytestmark = pytest.mark.engine


def test_rows_come_under_the_names_of_their_columns_with_their_lines():
    table = read_plain_table(b"\xef\xbb\xbfa, b\r\n1, 2 \r\n\r\n3,4\r\n")

    assert table.columns == ("a", "b")
    assert table.rows == ({"a": "1", "b": "2"}, {"a": "3", "b": "4"})
    assert table.lines == (2, 4)


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"a,b\n" + b"x" * (LONGEST_CELL + 1) + b",1\n", "is not CSV"),
        (b"a,b\n1,2,3\n", "Line 2 has 3 cells, and the first has 2"),
        (b",".join(b"c%d" % n for n in range(2001)) + b"\n1\n", "more than 2,000"),
    ],
)
def test_what_is_uneven_or_endless_is_refused(raw, why):
    with pytest.raises(NotATable, match=why):
        read_plain_table(raw)


def test_what_a_terminal_would_obey_is_not_shown():
    assert shown("\x1b[31mred" + "x" * 99) == "?[31mred" + "x" * 32
