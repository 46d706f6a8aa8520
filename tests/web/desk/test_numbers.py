"""The numbers of localities, and the file of them that may be passed on."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest

from hearthside.core.actor import Actor, Role
from hearthside.groups.models import Group, RoleHeld
from hearthside.organisation.models import Locality
from tests.cast import NOON, make_group, signed_in
from tests.web.desk.desk_scene import at_noon, missing, past_date

FILE = "/desk/numbers.csv"


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    at_noon(monkeypatch)


def test_a_coordinator_sees_the_year_of_their_locality_week_by_week(olu, scene):
    second = make_group(scene.leeds, "Second")
    past_date(scene.tuesday, weeks=1, here=11)
    row = past_date(scene.tuesday, weeks=2)
    row.group, row.starts_at, row.here = second, row.starts_at, 6
    row.save()

    page = _page(olu)

    assert "Week by week: 17 visits in all." in page
    assert page.count('class="chart-column"') == 2
    assert "Week of Monday 23 February" in page


def test_a_week_of_which_a_part_was_counted_says_so(olu, scene):
    past_date(scene.tuesday, weeks=1, here=11)
    row = past_date(scene.tuesday, weeks=2)
    row.starts_at += timedelta(days=6)
    row.on += timedelta(days=6)
    row.ends_at += timedelta(days=6)
    row.save()

    page = _page(olu)

    assert "<span>11 at 1 of 2 evenings</span>" in page
    assert "1 of 2 evenings were counted." in page


def test_a_locality_without_evenings_says_what_comes(olu, scene):
    page = _page(olu)

    assert "No evening has been held here this year." in page
    assert "No quarter is over yet" in page
    assert FILE not in page


def test_a_facilitator_sees_the_way_to_their_groups_and_no_locality(fern, scene):
    past_date(scene.tuesday, weeks=10, here=11)

    page = _page(fern)

    assert scene.tuesday.name in page
    assert "<bdi>Leeds</bdi>" not in page
    assert FILE not in page


@pytest.mark.parametrize("who", ["sol", "hal"])
def test_a_lead_and_a_host_see_every_locality_rounded(who, request, scene):
    _a_quarter(scene.tuesday, here=11, first=1)

    page = _page(request.getfixturevalue(who))

    assert "<bdi>Leeds</bdi>" in page
    assert "<bdi>Hull</bdi>" in page
    assert ">130<" in page
    assert "chart-column" not in page
    assert f'href="{FILE}"' in page


def test_another_locality_is_not_on_the_page_or_in_the_file(olu, una, scene):
    _a_quarter(scene.tuesday, here=11, first=1)

    assert scene.tuesday.name not in _page(una)
    assert scene.tuesday.name not in signed_in(una).get(FILE).content.decode()
    assert scene.tuesday.name in signed_in(olu).get(FILE).content.decode()


def test_the_file_holds_rounded_sums_and_a_total_of_every_quarter(olu, scene):
    _a_quarter(scene.tuesday, here=11, first=1)
    _a_quarter(make_group(scene.leeds, "Second"), here=4)

    answer = signed_in(olu).get(FILE)

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="numbers.csv"'
    assert answer["Cache-Control"] == "no-store"
    rows = _rows(answer)
    assert rows[0][3:] == ["Evenings counted", "Visits", "First time", "Been before"]
    last = [row[2:] for row in rows if row[1] == "October to December 2025"]
    assert last == [
        ["Second", "12", "*", "*", "*"],
        ["Tuesday circle, Headingley", "12", "130", "*", "*"],
        ["All groups", "24", "180", "*", "170"],
    ]


def test_two_people_who_may_take_it_away_take_the_same_away(olu, hal, scene):
    _a_quarter(scene.tuesday, here=11, first=1)

    assert signed_in(olu).get(FILE).content == signed_in(hal).get(FILE).content


def test_nobody_chooses_the_days_a_sum_runs_over(olu, scene):
    _a_quarter(scene.tuesday, here=11, first=1)
    browser = signed_in(olu)

    plain = browser.get(FILE).content

    asked = {"first": "2025-10-07", "last": "2025-10-08", "group": "1", "quarter": "0"}
    assert browser.get(FILE, asked).content == plain


def test_an_evening_of_this_quarter_changes_nothing_in_the_file(olu, scene):
    _a_quarter(scene.tuesday, here=11, first=1)
    browser = signed_in(olu)
    before = browser.get(FILE).content

    past_date(scene.tuesday, weeks=1, here=40)

    assert browser.get(FILE).content == before


@pytest.mark.parametrize(
    "name",
    [
        '=HYPERLINK("http://evil")',
        "+cmd",
        "-1+1",
        "@SUM(A1)",
        "\t=1",
        "  =1",
        "\uff1d1",
    ],
)
def test_a_name_that_looks_like_a_formula_stays_words(name, olu, scene):
    _a_quarter(scene.tuesday, here=11, first=1)
    Group.objects.filter(id=scene.tuesday.pk).update(name=name)
    Locality.objects.filter(id=scene.leeds.pk).update(name=name)

    answer = signed_in(olu).get(FILE)

    for row in _rows(answer)[1:]:
        assert row[0] == f"'{name}"
        assert row[2] in {f"'{name}", "All groups"}


def test_a_name_over_two_lines_with_quotes_stays_one_cell(olu, scene):
    _a_quarter(scene.tuesday, here=11, first=1)
    name = 'The "long",\nlong table'
    Group.objects.filter(id=scene.tuesday.pk).update(name=name)

    assert name in {row[2] for row in _rows(signed_in(olu).get(FILE))}


@pytest.mark.parametrize("who", ["fern", "amira", "eve", "newcomer"])
def test_others_find_no_file(who, request, scene):
    answer = signed_in(request.getfixturevalue(who)).get(FILE)

    assert answer.status_code == 404
    assert answer.content == missing()


def test_a_role_that_ended_takes_nothing_away_any_more(olu, scene):
    browser = signed_in(olu)
    assert browser.get(FILE).status_code == 200

    RoleHeld.objects.filter(person_id=olu.person_id).update(ended_at=NOON)

    assert browser.get(FILE).status_code == 404


def test_sixty_groups_in_three_localities_ask_no_more_of_the_database(
    olu, scene, django_assert_max_num_queries
):
    quay = Locality.objects.create(
        slug="quay", name="Quay", latitude=53.7, longitude=-0.3
    )
    for locality in (scene.hull, quay):
        _also_coordinates(olu, locality)
    for number in range(60):
        where = (scene.leeds, scene.hull, quay)[number % 3]
        group = make_group(where, f"Group {number}")
        row = past_date(scene.tuesday, weeks=10 + number, here=9)
        row.group = group
        row.save()
    browser = signed_in(olu)

    with django_assert_max_num_queries(10):
        page = browser.get("/desk/numbers/").content.decode()
    with django_assert_max_num_queries(10):
        browser.get(FILE)

    assert page.count("<figure") == 3


def _also_coordinates(actor: Actor, locality: Locality) -> None:
    RoleHeld.objects.create(
        person_id=actor.person_id,
        role=Role.COORDINATOR,
        locality=locality,
        given_at=NOON,
    )


def _page(actor) -> str:
    return signed_in(actor).get("/desk/numbers/").content.decode()


def _rows(answer) -> list[list[str]]:
    text = answer.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def _a_quarter(group: Group, *, here: int, first: int = 0) -> None:
    """Twelve evenings, October to December."""
    tuesday = Group.objects.order_by("id")[0]
    for weeks in range(9, 21):
        row = past_date(
            tuesday, weeks=weeks + 60, here=here, first_time=first,
            been_before=here - first,
        )  # fmt: skip
        for moment in ("on", "starts_at", "ends_at", "usual_start"):
            setattr(row, moment, getattr(row, moment) + timedelta(weeks=60))
        row.group = group
        row.save()
