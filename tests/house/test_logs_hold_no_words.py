import logging

from hearthside.core.logs import Line

CANARY = "canary-of-the-tuesday-group"


def drawn(message, **more):
    record = logging.LogRecord("hearthside", logging.INFO, "x.py", 1, message, (), None)
    record.__dict__.update(more)
    return Line().format(record)


def test_a_line_carries_ids_and_counts():
    assert '"group": 41' in drawn("seat taken", group=41)


def test_a_line_drops_words_handed_to_it():
    assert CANARY not in drawn("seat taken", called=CANARY, note=CANARY, request=CANARY)


def test_a_line_stays_one_line():
    assert "\n" not in drawn("first\nsecond\x1b[31m\u2028third")


def test_a_fault_says_where_and_not_what():
    try:
        raise ValueError(CANARY)
    except ValueError:
        import sys

        said = drawn("round failed", exc_info=sys.exc_info())

    assert CANARY not in said
    assert "ValueError at" in said
