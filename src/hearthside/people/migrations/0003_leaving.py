import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import hearthside.core.ids


def draw_marks(apps, schema_editor) -> None:  # type: ignore[no-untyped-def]
    Person = apps.get_model("people", "Person")
    for person in Person.objects.filter(mark=None).iterator():
        Person.objects.filter(pk=person.pk).update(
            mark=hearthside.core.ids.new_public_id()
        )


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0002_letters'),
    ]

    operations = [
        migrations.AddField(
            model_name='person',
            name='leaving_since',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='person',
            name='mark',
            field=models.CharField(max_length=12, null=True),
        ),
        migrations.RunPython(draw_marks, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='person',
            name='mark',
            field=models.CharField(default=hearthside.core.ids.new_public_id, max_length=12, unique=True),
        ),
        migrations.CreateModel(
            name='Forgotten',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('blind', models.CharField(max_length=64, unique=True)),
                ('at', models.DateTimeField()),
                ('washed_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Copy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=hearthside.core.ids.new_public_id, max_length=12, unique=True)),
                ('state', models.CharField(choices=[('building', 'Building'), ('done', 'Done'), ('stopped', 'Stopped'), ('broken', 'Broken')], default='building', max_length=10)),
                ('asked_at', models.DateTimeField()),
                ('beat_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('done', models.PositiveSmallIntegerField(default=0)),
                ('total', models.PositiveSmallIntegerField(default=0)),
                ('asked_to_stop', models.BooleanField(default=False)),
                ('sealed', models.BinaryField(max_length=50000000, null=True)),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
    ]
