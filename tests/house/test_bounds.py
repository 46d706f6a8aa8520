from django.apps import apps
from django.db import models

# Columns no person types into: opaque, computed or chosen from a list of ours.
SEALED_BY_US = {"core.Letter.address", "core.Letter.text", "core.Letter.html"}


def test_every_text_column_has_a_length():
    endless = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("hearthside.")
        for field in model._meta.fields
        if isinstance(field, models.TextField) and not field.max_length
    }

    assert endless - SEALED_BY_US == {"groups.Group.online_link"}


def test_every_model_of_a_group_keeps_it_short():
    longest = max(
        field.max_length or 0
        for model in apps.get_models()
        if model.__module__.startswith("hearthside.")
        for field in model._meta.fields
        if isinstance(field, models.CharField)
    )

    assert longest <= 300
