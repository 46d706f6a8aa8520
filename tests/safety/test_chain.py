"""Nobody changes what was written in a record, and if the database lets them it is seen."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from hearthside.cli.health.safeguarding import record_is_whole
from hearthside.safety import chain, locks, records
from hearthside.safety.models import Chain, Entry, EntryWords, Record
from hearthside.safety.records import Said
from tests.cast import NOON
from tests.record_scene import WORDS, opened

TABLES = {"entry": Entry, "words": EntryWords}


@pytest.fixture
def three(record, sol):
    """A record with three entries."""
    for words in ("I rang her.", "She is with her sister."):
        records.write(
            sol, record_id=record.public_id, step="safe-now", said=Said(words), now=NOON
        )
    return list(Entry.objects.order_by("id"))


def without_locks():
    """Do what somebody with the database's own key could: take the triggers away."""
    locks.lift()


@pytest.mark.parametrize("table", ["entry", "words"])
@pytest.mark.parametrize("how", ["update", "delete"])
def test_k9_the_database_refuses_to_change_or_delete_an_entry(three, table, how):
    row = TABLES[table].objects.order_by("id")[0]
    rows = TABLES[table].objects.filter(pk=row.pk)
    change = {"kind": "closed"} if table == "entry" else {"body": "s1.another"}

    act = (
        (lambda: rows.update(**change))
        if how == "update"
        else (lambda: rows._raw_delete(rows.db))
    )
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        act()

    assert chain.first_break() is None
    assert TABLES[table].objects.count() == 3


@pytest.mark.parametrize("column", ["kind", "at", "digest", "previous", "record_id"])
def test_k9_an_entry_changed_behind_the_locks_is_seen(three, column, scene, sol):
    other = Record.objects.create(
        kind="adult", opened_at=NOON, held_by_id=sol.person_id, held_since=NOON,
        review_on=NOON.date(),
    )  # fmt: skip
    changed = {
        "kind": "closed", "at": NOON + timedelta(minutes=1), "digest": "0" * 64,
        "previous": "1" * 64, "record_id": other.pk,
    }  # fmt: skip
    without_locks()

    Entry.objects.filter(id=three[1].pk).update(**{column: changed[column]})

    assert chain.first_break() == three[1].pk


def test_k9_words_changed_or_lost_behind_the_locks_are_seen(three):
    without_locks()
    words = EntryWords.objects.get(entry=three[2])
    EntryWords.objects.filter(id=words.pk).update(body=words.body[:-4] + "AAA=")
    changed = chain.first_break()
    EntryWords.objects.filter(id=words.pk).delete()

    assert (changed, chain.first_break()) == (three[2].pk, three[2].pk)


@pytest.mark.parametrize(("number", "found"), [(0, 1), (1, 2), (2, None)])
def test_k9_an_entry_taken_out_is_seen(three, number, found):
    without_locks()
    EntryWords.objects.filter(entry=three[number]).delete()
    Entry.objects.filter(id=three[number].pk).delete()

    # The first after the gap; 0 when the end itself is gone.
    assert chain.first_break() == (three[found].pk if found else 0)


def test_the_whole_table_emptied_is_seen(three):
    without_locks()
    EntryWords.objects.all().delete()
    Entry.objects.all().delete()

    assert chain.first_break() == 0


def test_doctor_says_whether_the_chain_holds_and_the_locks_are_on(three):
    before = record_is_whole(NOON)
    without_locks()
    unlocked = record_is_whole(NOON)
    Chain.objects.update(entries=2)
    cut = record_is_whole(NOON)

    assert before.is_well
    assert not unlocked.is_well
    assert "safety_entry_no_delete" in unlocked.sentence
    assert not cut.is_well
    assert "at its end" in cut.sentence
    locks.lay()
    assert locks.missing() == frozenset()


def test_m6_o1_its_words_and_who_wrote_them_are_sealed_at_rest(three, record, sol):
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM safety_entrywords ORDER BY id")
        bodies = [row[0] for row in cursor.fetchall()]

    assert len(bodies) == 3
    assert all(body.startswith("s1.") for body in bodies)
    assert not any("plant" in body or "sister" in body for body in bodies)
    assert "person" not in {field.name for field in Entry._meta.fields}
    written = opened(sol, record).written
    assert [one.said["words"] for one in written] == [
        WORDS, "I rang her.", "She is with her sister.",
    ]  # fmt: skip
    assert {one.by for one in written} == {"Sol"}
