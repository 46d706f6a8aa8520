import pytest

from hearthside.cli import prepare
from hearthside.groups import seats, suspensions
from hearthside.groups.models import Membership
from hearthside.workflows.suspend_somebody import suspend_whoever_is
from tests.cast import NOON

NEW = "another secret, long enough to be one"


def test_a_new_secret_seals_the_places_anew_at_the_start(amira, settings, capsys):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = NEW

    prepare._seal_anew()
    settings.SECRET_KEY_FALLBACKS = []

    assert "Sealing places in groups with the new secret: 1" in capsys.readouterr().out
    assert Membership.objects.filter(seats.of(amira.person_id)).exists()


def test_the_names_leads_wrote_are_sealed_anew_too(amira, sol, scene, settings):
    suspend_whoever_is(
        sol, group_id=scene.tuesday.pk, called="Amira", reason="Why.", now=NOON
    )
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = NEW

    prepare._seal_anew()
    settings.SECRET_KEY_FALLBACKS = []

    assert [one.called for one in suspensions.standing(sol)] == ["Amira"]


@pytest.mark.usefixtures("amira")
def test_a_secret_that_does_not_fit_is_said_and_the_house_opens(settings, capsys):
    settings.SECRET_KEY = NEW
    settings.SECRET_KEY_FALLBACKS = ["a third one, which never sealed anything"]

    prepare._seal_anew()

    assert "HEARTHSIDE_OLD_SECRETS" in capsys.readouterr().out
