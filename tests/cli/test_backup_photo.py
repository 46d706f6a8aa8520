"""A picture in a row goes into a backup, and comes out of it, byte for byte."""

from __future__ import annotations

import pytest
from django.db import connection

from hearthside.cli.keeping import tables
from hearthside.groups.models import DoorPhoto
from tests.cast import make_door

EVERY_BYTE = bytes(range(256)) * 40


@pytest.mark.django_db
def test_a_picture_comes_back_byte_for_byte(scene):
    make_door(scene.tuesday)
    DoorPhoto.objects.update(large=EVERY_BYTE, small=EVERY_BYTE[::-1])
    before = tables.total(DoorPhoto, connection)
    written = list(tables.lines(DoorPhoto, connection))

    tables.empty(DoorPhoto, connection)
    tables.put_back(DoorPhoto, written, connection)

    row = DoorPhoto.objects.get()
    assert bytes(row.large) == EVERY_BYTE
    assert bytes(row.small) == EVERY_BYTE[::-1]
    after = tables.total(DoorPhoto, connection)
    assert (after.rows, after.digest.digest()) == (1, before.digest.digest())
