import pytest

from hearthside.people.suspending import is_suspended
from tests.cast import signed_in

DOOR = "/desk/suspend/"
WHY = "You came to the door again."


@pytest.fixture
def lead(sol, at_noon):
    return signed_in(sol)


def test_a_lead_suspends_and_lifts_by_the_name_they_know(lead, amira, scene):
    form = {"group": scene.tuesday.public_id, "called": "Amira", "reason": WHY}

    page = lead.post(DOOR, form, follow=True).content.decode()
    assert "suspended, under every name" in page
    assert '<bdi class="strong">Amira</bdi>' in page
    assert is_suspended(amira.person_id)

    away = page.split('action="/desk/suspend/')[2].split('"')[0]
    page = lead.post(f"{DOOR}{away}", follow=True).content.decode()
    assert "Lifted." in page
    assert not is_suspended(amira.person_id)


def test_what_was_typed_stays_typed(lead, amira, scene):
    form = {"group": scene.elsewhere.public_id, "called": "Amira", "reason": WHY}

    answer = lead.post(DOOR, form)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Nobody in that group has that name" in page
    assert 'value="Amira"' in page


@pytest.mark.parametrize(
    "form", [{}, {"group": "nothing", "called": "Amira", "reason": WHY}]
)
def test_what_is_missing_is_asked_for(lead, amira, form):
    answer = lead.post(DOOR, form)

    assert answer.status_code == 422
    assert "Choose the group." in answer.content.decode()


def test_the_page_costs_the_same_however_many_are_away(
    lead, amira, bo, scene, django_assert_max_num_queries
):
    for name in ("Amira", "Bo"):
        lead.post(
            DOOR, {"group": scene.tuesday.public_id, "called": name, "reason": WHY}
        )

    with django_assert_max_num_queries(8):
        lead.get(DOOR)


def test_only_a_lead_is_shown_the_way_there(lead, olu, at_noon):
    assert 'href="/desk/suspend/"' in lead.get("/desk/").content.decode()
    assert 'href="/desk/suspend/"' not in signed_in(olu).get("/desk/").content.decode()


def test_without_a_reason_nobody_is_suspended(lead, amira, scene):
    form = {"group": scene.tuesday.public_id, "called": "Amira", "reason": " "}

    answer = lead.post(DOOR, form)

    assert answer.status_code == 422
    assert "Say why: they read it." in answer.content.decode()
    assert not is_suspended(amira.person_id)
