"""Whose place it is becomes marks and a seal: the plain link to a person goes.

The marks are made here once more, because a migration must do tomorrow what it did on
the day it was written: see groups/seats.py for what they are.
"""

from __future__ import annotations

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import hearthside.core.ids
import hearthside.core.seal
from hearthside.core.seal import blind

SEATS = 32
WHOSE = "groups.membership.whose"
HERE = "groups.membership.whose_here"


def seal_whose(apps: Any, schema_editor: Any) -> None:
    places = apps.get_model("groups", "Membership").objects
    taken: dict[int, int] = {}
    rows = places.order_by("id").values_list("id", "person_id", "group_id")
    for pk, person_id, group_id in list(rows):
        number = taken.get(person_id, 0)
        taken[person_id] = number + 1
        places.filter(id=pk).update(
            public_id=hearthside.core.ids.new_public_id(),
            whose=blind(f"{person_id}:{number % SEATS}", purpose=WHOSE),
            whose_here=blind(f"{person_id}:{group_id}", purpose=HERE),
            whose_sealed=str(person_id),
        )


def say_whose(apps: Any, schema_editor: Any) -> None:
    places = apps.get_model("groups", "Membership").objects
    known = set(apps.get_model("people", "Person").objects.values_list("id", flat=True))
    for pk, sealed in list(places.values_list("id", "whose_sealed")):
        if int(sealed) in known:
            places.filter(id=pk).update(person_id=int(sealed))
        else:
            places.filter(id=pk).delete()
    if schema_editor.connection.vendor == "postgresql":
        # A table with checks still to be made cannot be altered.
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):

    dependencies = [
        ("groups", "0008_from_home"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            "membership", "public_id",
            models.CharField(default="", max_length=12), preserve_default=False,
        ),
        migrations.AddField(
            "membership", "whose",
            hearthside.core.seal.BlindIndex(default="", max_length=43),
            preserve_default=False,
        ),
        migrations.AddField(
            "membership", "whose_here",
            hearthside.core.seal.BlindIndex(default="", max_length=43),
            preserve_default=False,
        ),
        migrations.AddField(
            "membership", "whose_sealed",
            hearthside.core.seal.SealedTextField(default="", max_length=20), preserve_default=False,
        ),
        migrations.AlterField(
            "membership", "person",
            models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL),
        ),
        migrations.RunPython(seal_whose, say_whose),
        migrations.AlterField(
            "membership", "public_id",
            models.CharField(default=hearthside.core.ids.new_public_id, max_length=12, unique=True),
        ),
        migrations.AlterField(
            "membership", "whose",
            hearthside.core.seal.BlindIndex(db_index=True, max_length=43),
        ),
        migrations.RemoveConstraint("membership", "groups_one_open_place_each"),
        migrations.RemoveField("membership", "person"),
        migrations.AddConstraint(
            "membership",
            models.UniqueConstraint(condition=models.Q(("left_at", None)), fields=("whose_here",), name="groups_one_open_place_each"),
        ),
    ]
