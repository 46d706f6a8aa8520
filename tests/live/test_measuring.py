from __future__ import annotations

import pytest

from bench.circles import told
from bench.circles.audit import SOUND, events, judge
from bench.circles.ledger import Ledger, letters

SEALED = bytes(range(48))
ANSWER = b'{"id":7,"seq":7,"epoch":0,"minute":29000000}'
FILE = "/house/hearthside.sqlite3-wal"


def spelt(raw: bytes) -> str:
    return "".join(f"\\x{one:02x}" for one in raw)


WRITE = f'7 pwrite64(9<{spelt(FILE.encode())}>, "{spelt(b"a" + SEALED)}", 49, 0) = 49'
SYNC = f"7 fdatasync(9<{spelt(FILE.encode())}>) = 0"
SYNC_BEGUN = f"7 fdatasync(9<{spelt(FILE.encode())}> <unfinished ...>"
SYNC_DONE = "7 <... fdatasync resumed>) = 0"
SYNC_OF_ANOTHER = f"7 fdatasync(8<{spelt(b'/house/trace')}>) = 0"
ACKNOWLEDGED = f'8 write(12<TCP:[a->b]>, "{spelt(b"201" + ANSWER)}", 47) = 47'
SEEN = (
    f'8 write(13<TCP:[a->c]>, "{spelt(b"frame:" + letters(b"x" + SEALED))}", 71) = 71'
)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([WRITE, SYNC, ACKNOWLEDGED], SOUND),
        ([WRITE, SYNC, SEEN], SOUND),
        ([WRITE, SYNC_BEGUN, SYNC_DONE, SEEN], SOUND),
        ([WRITE, SYNC_BEGUN, SEEN, SYNC_DONE], "written, not synced, sent"),
        ([WRITE, SYNC_OF_ANOTHER, SEEN], "written, not synced, sent"),
        ([SYNC, WRITE, ACKNOWLEDGED], "written, not synced, sent"),
        ([SEEN, WRITE, SYNC], "sent, not written"),
        ([WRITE, SYNC], "never sent"),
    ],
)
def test_only_a_word_on_the_disk_before_anybody_knew_is_sound(lines, said):
    assert judge(list(events(lines)), SEALED, ANSWER) == said


@pytest.fixture
def ledger():
    return Ledger(circles=2, members=3, size=10)


def test_a_word_is_whole_when_the_others_have_it(ledger):
    word = ledger.new(0, 1, due=0.0, shown=b"word")

    ledger.heard(0, 0, b"word")
    ledger.heard(0, 1, b"word")
    assert ledger.verdict()["lost"] == 1
    ledger.heard(0, 2, b"word")

    assert word.done
    assert not any(ledger.verdict().values())


def test_what_comes_twice_elsewhere_or_changed_is_seen(ledger):
    ledger.new(0, 1, due=0.0, shown=b"word")

    for circle, member, shown in ((0, 0, b"word"), (0, 0, b"word"), (1, 0, b"word")):
        ledger.heard(circle, member, shown)
    ledger.heard(0, 2, b"wore")

    assert ledger.verdict() == {
        "lost": 1,
        "doubled": 1,
        "leaked": 1,
        "unknown": 1,
        "let_go": 0,
    }


def a_round(name, cpu):
    found = {
        "last_ms": {"p50": 3, "p95": 7, "p99": 11},
        "cpu_ms_a_post": cpu,
        "rate": 200.0,
    }
    full = {
        "cpu_ms_a_post": cpu,
        "posts_a_second": 3000,
        "posts_a_core_second": 1 / cpu,
    }
    noughts = dict.fromkeys(told.NOUGHT, 0)
    sizes = {"mib_a_1000": 31, "idle_mib": 100, "disk_a_post": 850}
    return {"name": name, "steady": [found], "full": full} | noughts | sizes


def test_ratios_are_taken_round_by_round_and_aims_are_judged():
    rounds = [a_round("ours", 0.3), a_round("floor", 0.1)]
    rounds += [a_round("ours", 0.8), a_round("floor", 0.2)]

    ratios = told.ratios(rounds)
    verdicts = {one["what"]: one["is"] for one in told.aims(rounds, ratios)}

    assert (ratios[0]["least"], ratios[0]["middle"], ratios[0]["most"]) == (3, 3.5, 4)
    assert verdicts["CPU a post, as many as it takes, times the floor"] == "MISSED"
    assert verdicts["MiB a 1,000 who listen"] == "MISSED"
    assert verdicts["MiB idle, the whole house"] == "met"
    assert verdicts["bytes of disk a post"] == "dream"


@pytest.mark.parametrize("name", told.NOUGHT)
def test_a_word_that_went_wrong_fails_the_run(name):
    found = {"rounds": [a_round("ours", 0.3)], "shapes": [], "audit": {}}
    assert not told.is_bad(found)

    found["rounds"][0][name] = 1

    assert told.is_bad(found)
