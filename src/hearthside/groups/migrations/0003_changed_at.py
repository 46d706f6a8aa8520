from typing import Any

from django.db import migrations, models
from django.db.models import F


def as_confirmed(apps: Any, schema_editor: Any) -> None:
    """Nobody noted it before: what was confirmed last is the nearest we know."""
    apps.get_model("groups", "Group").objects.update(changed_at=F("confirmed_at"))


class Migration(migrations.Migration):
    dependencies = [("groups", "0002_choosing")]

    operations = [
        migrations.AddField(
            "group", "changed_at", models.DateTimeField(null=True)
        ),
        migrations.RunPython(as_confirmed, migrations.RunPython.noop),
        migrations.AlterField("group", "changed_at", models.DateTimeField()),
    ]
