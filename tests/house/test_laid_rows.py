"""Rows put down a second time are the rows that were made, value for value."""

from django.apps import apps
from django.db import connection, transaction

from tests.cast import _lay_scene
from tests.laid_rows import _kept, laid_once


def every_row():
    found = {}
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            table = model._meta.db_table
            cursor.execute(f'SELECT * FROM "{table}"')
            if rows := cursor.fetchall():
                found[table] = sorted(map(repr, rows))
    return found


def test_the_second_scene_is_the_first(db, monkeypatch):
    monkeypatch.setattr("tests.laid_rows._kept", {})
    seen = []
    for _ in range(2):
        before = transaction.savepoint()
        made = laid_once(_lay_scene)
        seen.append((every_row(), made, made.tuesday.name, made.tuesday.seats))
        transaction.savepoint_rollback(before)

    assert seen[0] == seen[1]
    assert {"groups_group", "meetings_meeting", "organisation_locality"} <= set(
        seen[1][0]
    )
    assert seen[0][1].tuesday is not seen[1][1].tuesday


def test_who_comes_after_gets_an_id_nobody_has(scene):
    taken = set(type(scene.tuesday).objects.values_list("id", flat=True))
    copy = type(scene.tuesday).objects.get(id=scene.tuesday.pk)
    copy.pk, copy.public_id = None, "zzzzzzzzzzzy"

    copy.save(force_insert=True)

    assert copy.pk not in taken


def test_another_secret_seals_its_own(db, settings):
    before = transaction.savepoint()
    laid_once(_lay_scene)
    transaction.savepoint_rollback(before)
    settings.SECRET_KEY = "another secret, of this test alone"

    laid_once(_lay_scene)

    assert (_lay_scene, settings.SECRET_KEY, connection.vendor) in _kept
