"""The database itself refuses to change the record; and worries of before get their first look."""

from datetime import timedelta
from typing import Any

from django.db import migrations

from hearthside.safety import locks


def first_looks(apps: Any, schema_editor: Any) -> None:
    for worry in apps.get_model("safety", "Worry").objects.filter(look_by=None):
        first = worry.readings.order_by("read_at").first()
        worry.look_by = worry.raised_at + timedelta(hours=24)
        worry.looked_at = first.read_at if first else None
        worry.save(update_fields=["look_by", "looked_at"])


class Migration(migrations.Migration):
    dependencies = [("safety", "0002_the_record")]

    operations = [
        migrations.RunPython(first_looks, migrations.RunPython.noop),
        migrations.RunPython(locks.lay_in_a_migration, locks.lift_in_a_migration),
    ]
