from __future__ import annotations

from datetime import timedelta

import pytest

from hearthside.groups.models import Agreement, Change, Voice
from hearthside.groups.proposing import MOST_OPEN
from hearthside.meetings.models import Meeting
from tests.cast import NOON, signed_in


@pytest.fixture
def here(scene) -> str:
    return f"/groups/{scene.tuesday.public_id}/"


@pytest.fixture
def change(here, amira, at_noon) -> str:
    """The address of a change Amira proposed at noon."""
    answer = signed_in(amira).post(
        f"{here}agreement/change/",
        {
            "promises": "What is said here stays here.\n\n  Phones stay in coats. \n",
            "why": "A phone rang.",
        },
    )
    assert answer.status_code == 302
    return answer.url


@pytest.fixture
def clock(monkeypatch):
    def set_to(when):
        monkeypatch.setattr("hearthside.web.gates.the_clock", lambda: when)

    return set_to


def text(answer) -> str:
    return answer.content.decode()


def test_the_others_read_it_without_a_name(change, here, bo):
    client = signed_in(bo)

    assert "A phone rang." in text(client.get(f"{here}agreement/"))
    page = text(client.get(change))
    assert "Phones stay in coats." in page
    assert "Amira" not in page
    assert "Take it back" not in page


def test_a_visitor_reads_the_agreement_and_no_proposal(change, here, visitor):
    page = text(visitor.get(f"{here}agreement/"))

    assert "What is said here stays here." in page
    assert "A phone rang." not in page
    assert "Propose a change" not in page


def test_what_somebody_says_is_kept_once_and_no_name_stands_with_it(change, bo, fern):
    client = signed_in(bo)
    for say in ("yes", "yes", "talk"):
        client.post(change, {"say": say})

    assert Voice.objects.count() == 1
    page = text(client.get(change))
    assert page.count("You said this.") == 1
    assert "Somebody would like to talk about it at the meeting." in page
    assert "1 person" not in page
    assert "1 person" in text(signed_in(fern).get(change))
    assert "<bdi>Bo</bdi>" not in text(signed_in(fern).get(change))


def test_nonsense_said_is_refused(change, bo):
    assert signed_in(bo).post(change, {"say": "no"}).status_code == 409
    assert not Voice.objects.exists()


def test_a_facilitator_adopts_after_a_week(change, here, fern, clock):
    client = signed_in(fern)
    assert "It was read aloud and adopted at a meeting" in text(client.get(change))
    assert client.post(f"{change}adopt/", {"how": "now"}).status_code == 409
    clock(NOON + timedelta(days=7))

    client.post(f"{change}adopt/", {"how": "now"})

    page = text(client.get(f"{here}agreement/"))
    assert "Version 2, since Monday 9 March 2026." in page
    assert "From version 1 to version 2" in page
    assert client.post(f"{change}adopt/", {"how": "now"}).status_code == 404
    assert Agreement.objects.filter(number=2).count() == 1


def test_adopted_at_a_meeting_needs_a_meeting_since(change, fern, clock, scene):
    client = signed_in(fern)
    answer = client.post(f"{change}adopt/", {"how": "aloud"})
    assert answer.status_code == 409
    assert "has not met since" in text(answer)

    clock(NOON + timedelta(days=2))
    first = Meeting.objects.filter(group=scene.tuesday).earliest("starts_at")
    Meeting.objects.filter(id=first.pk).update(state="called_off")
    assert client.post(f"{change}adopt/", {"how": "aloud"}).status_code == 409
    Meeting.objects.filter(id=first.pk).update(state=first.state)
    client.post(f"{change}adopt/", {"how": "aloud"})

    assert Agreement.objects.get(number=2).at_a_meeting


@pytest.mark.parametrize("who", ["amira", "otto", "olu", "hal", "newcomer"])
def test_nobody_else_adopts(change, who, request):
    other = signed_in(request.getfixturevalue(who))

    assert other.post(f"{change}adopt/", {"how": "aloud"}).status_code == 404
    assert Agreement.objects.filter(number=2).count() == 0


def test_what_i_proposed_i_can_take_back(change, here, amira):
    answer = signed_in(amira).post(change, {"say": "take_back"}, follow=True)

    assert "It is taken away." in text(answer)
    assert not Change.objects.exists()


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ({"promises": "", "why": "So."}, 422),
        ({"promises": "Be on time.", "why": ""}, 422),
        ({"promises": "Be on time.", "why": "\u200b"}, 422),
        ({"promises": "Be on time.", "why": "a" * 301}, 422),
        ({"promises": "a" * 301, "why": "So."}, 409),
        ({"promises": "a\n" * 21, "why": "So."}, 409),
        ({"promises": "What is said here stays here.", "why": "So."}, 409),
    ],
)
def test_what_cannot_be_proposed_stays_typed(here, bo, at_noon, typed, status):
    answer = signed_in(bo).post(f"{here}agreement/change/", typed)

    assert answer.status_code == status
    assert not Change.objects.exists()
    for words in typed.values():
        assert words.strip("\u200b\n")[:40] in text(answer)


def test_sent_twice_it_is_one_change(change, here, amira):
    again = signed_in(amira).post(
        f"{here}agreement/change/", {"promises": "Other.", "why": "So."}
    )

    assert again.status_code == 409
    assert "proposed a change already" in text(again)
    assert Change.objects.count() == 1


def test_markup_in_a_proposal_stays_inert(here, bo, fern, at_noon):
    typed = {"promises": "<script>alert(1)</script>", "why": "<img src=x onerror=a>"}
    answer = signed_in(bo).post(f"{here}agreement/change/", typed)

    page = text(signed_in(fern).get(answer.url))
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_the_page_of_many_changes_takes_few_queries(
    scene, here, bo, at_noon, django_assert_max_num_queries
):
    for number in range(MOST_OPEN):
        Change.objects.create(
            group=scene.tuesday, by_mark=str(number), from_number=1, promises=["a"],
            why=f"Because {number}", made_at=NOON,
        )  # fmt: skip
    client = signed_in(bo)

    with django_assert_max_num_queries(12):
        assert "Because 4" in text(client.get(f"{here}agreement/"))
