from importlib import import_module

from django.apps import apps

from hearthside.core.seal import BlindIndex

ROOMS = (
    "core.kept",
    "organisation.erasure",
    "people.erasure",
    "groups.erasure",
    "meetings.erasure",
    "circles.erasure",
    "commons.erasure",
    "safety.erasure",
    "signposting.erasure",
    "guide.erasure",
    "outcomes.erasure",
)


def promises():
    return {
        keeps.table: keeps
        for room in ROOMS
        for keeps in import_module(f"hearthside.{room}").KEEPS
    }


# Django's own bookkeeping, in which no person stands.
BOOKKEEPING = {
    "auth.group", "auth.permission", "contenttypes.contenttype",
    "django_tasks_database.dbtaskresult",
}  # fmt: skip


def ours():
    """Every table of the house, those of its libraries among them."""
    return [m for m in apps.get_models() if m._meta.label_lower not in BOOKKEEPING]


def columns_of_people(model):
    return {
        field.name
        for field in model._meta.fields
        if "person" in field.name
        or isinstance(field, BlindIndex)
        or field.name.startswith("whose")
        or (field.is_relation and field.related_model._meta.label == "people.Person")
    }


def test_every_table_is_promised():
    assert set(promises()) == {model._meta.label_lower for model in ours()}


def test_every_column_that_points_at_a_person_is_named():
    unnamed = {
        f"{model._meta.label_lower}.{column}"
        for model in ours()
        for column in columns_of_people(model)
        if column not in promises()[model._meta.label_lower].person_by
    }

    assert unnamed == set()


def test_what_holds_a_person_and_is_over_goes_some_day():
    for_ever = {
        keeps.table
        for keeps in promises().values()
        if keeps.person_by and keeps.days is None
    }

    assert for_ever == {
        "people.person", "account.emailaddress", "mfa.authenticator",
        "meetings.askedtobetold", "core.trailentry", "people.letterwish",
        "people.noletters", "groups.suspension", "people.letterpace",
        "people.keyring", "people.wayback", "people.sealedplan",
        "safety.keyholderkey", "safety.sealedcontact", "commons.piece",
    }  # fmt: skip
