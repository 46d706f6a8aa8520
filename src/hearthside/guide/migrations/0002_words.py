from django.db import migrations

from hearthside.guide.indexes import lay_in_a_migration, lift_in_a_migration


class Migration(migrations.Migration):
    dependencies = [("guide", "0001_initial")]

    operations = [migrations.RunPython(lay_in_a_migration, lift_in_a_migration)]
