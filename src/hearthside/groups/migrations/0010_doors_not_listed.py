"""Where a door is that is not listed, is kept only roughly from now on."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from hearthside.groups.withheld import roughly


def keep_roughly(apps: Any, _schema: Any) -> None:
    groups = apps.get_model("groups", "Group")
    for row in groups.objects.filter(address_withheld=True, latitude__isnull=False):
        row.latitude, row.longitude = roughly(row.latitude, row.longitude)
        row.is_approximate = True
        row.save(update_fields=["latitude", "longitude", "is_approximate"])


class Migration(migrations.Migration):
    dependencies = [("groups", "0009_whose_place")]
    operations = [migrations.RunPython(keep_roughly, migrations.RunPython.noop)]
