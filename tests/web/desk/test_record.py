"""The pages of a worry and its record, as two leads and one facilitator use them."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.test import Client
from pypdf import PdfReader

from hearthside.core.models import Letter
from hearthside.engines import paper as press
from hearthside.safety import asked, records
from hearthside.safety.models import Care, Practice, Reading, Record, Telling, Worry
from hearthside.safety.records import Said
from hearthside.safety.redacting import GAP
from tests.cast import NOON, signed_in
from tests.record_scene import WORDS, opened
from tests.web.desk.desk_scene import at_noon


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    at_noon(monkeypatch)


def read(browser: Client, address: str) -> str:
    return browser.get(address, follow=True).content.decode()


def test_from_a_worry_to_a_closed_record_with_two_leads(raised, sol, sia):
    one, two = signed_in(sol), signed_in(sia)
    worry = f"/desk/worries/{raised.public_id}/"
    one.post(f"{worry}open/")
    answer = one.post(f"{worry}record/")
    record = answer.url
    assert "Open it" in read(one, record)
    one.post(f"{record}open/")
    one.post(
        f"{record}write/safe-now/",
        {"words": "I rang her.", "by_when": "Friday", "who": "Sol", "do": "keep"},
    )
    page = read(one, record)
    assert WORDS in page
    assert "I rang her." in page
    assert "The chain holds" in page
    one.post(f"{record}offer/", {"to": str(sia.person_id)})
    assert "One record is offered to you." in read(two, "/desk/")
    shut = read(two, record)
    assert "I rang her." not in shut
    two.post(f"{record}take/")
    two.post(f"{record}open/")
    typed = two.post(f"{record}close/", {"outcome": "", "words": "She is safe."})
    assert typed.status_code == 400
    assert "She is safe." in typed.content.decode()

    two.post(f"{record}close/", {"outcome": "safe", "words": "She is safe."})

    done = read(two, record)
    assert "Closed. Its words go on" in done
    assert "Write down what is done" not in done
    assert "No record is open." in read(two, "/desk/records/")
    assert "Sol, " in done
    assert "Sia, " in done


def test_looking_at_a_record_by_address_alone_is_not_opening_it(record, sol):
    browser = signed_in(sol)
    Reading.objects.all().delete()

    for _ in range(2):
        assert WORDS not in read(browser, f"/desk/records/{record.public_id}/")
    assert not Reading.objects.exists()


def test_what_was_put_by_is_there_again_and_what_was_typed_stays(record, sol, sia):
    address = f"/desk/records/{record.public_id}/write/who-to-tell/"
    one = signed_in(sol)
    one.post(address, {"words": "Her doctor?", "do": "draft"})
    wrong = one.post(address, {"words": "", "by_when": "", "who": ""})
    long = one.post(address, {"words": "e" * 1001, "who": "Her sister"})

    assert "Her doctor?" in read(one, address)
    assert "Her doctor?" not in read(signed_in(sia), address)
    assert (wrong.status_code, long.status_code) == (409, 400)
    assert "Her sister" in long.content.decode()


def test_what_was_typed_stays_though_the_quarter_of_an_hour_is_over(record, sol):
    Reading.objects.all().delete()

    answer = signed_in(sol).post(
        f"/desk/records/{record.public_id}/close/", {"words": "She is with friends."}
    )

    assert answer.status_code == 400
    assert "She is with friends." in answer.content.decode()


def test_a_worry_is_joined_or_closed_from_its_page(record, sol, scene):
    browser = signed_in(sol)
    for kind in ("child", "other"):
        worry = Worry.objects.create(locality=scene.leeds, raised_at=NOON, kind=kind)
        address = f"/desk/worries/{worry.public_id}/"
        late = browser.post(f"{address}close/", {"why": "It was a mistake."})
        assert late.status_code == 409
        assert "It was a mistake." in late.content.decode()
        browser.post(f"{address}open/")
        if kind == "child":
            joined = browser.post(f"{address}join/", {"record": record.public_id})
            assert joined.url == f"/desk/records/{record.public_id}/"
            assert "It stands in a record now." in read(browser, address)
        else:
            browser.post(f"{address}close/", {"why": "It was a mistake."})
            assert "It was a mistake." in read(browser, address)
    assert browser.post(f"{address}join/", {"record": "nothing"}).status_code == 409
    assert "No worry waits." in read(browser, "/desk/worries/")


def test_what_waits_too_long_stands_at_the_top_of_a_leads_desk(
    raised, sol, olu, monkeypatch
):
    at_noon(monkeypatch, NOON + timedelta(days=2))

    desk = read(signed_in(sol), "/desk/")

    assert "One worry should have been looked at by now." in desk
    assert desk.index("Safeguarding, before anything else") < desk.index('id="first"')
    assert "waits too long" in read(signed_in(sol), "/desk/worries/")
    assert "looked at by now" not in read(signed_in(olu), "/desk/")


def test_the_list_and_the_record_cost_the_same_however_many(
    record, sol, scene, django_assert_max_num_queries
):
    browser = signed_in(sol)
    opened(sol, record)
    for number in range(12):
        Record.objects.create(
            kind="adult", opened_at=NOON, held_by_id=sol.person_id, held_since=NOON,
            review_on=NOON.date(), locality=scene.leeds,
        )  # fmt: skip
        records.write(
            sol, record_id=record.public_id, step="note", said=Said(str(number)),
            now=NOON,
        )  # fmt: skip

    with django_assert_max_num_queries(16):
        browser.get("/desk/records/")
    with django_assert_max_num_queries(28):
        browser.get(f"/desk/records/{record.public_id}/")


def test_k15_the_answer_is_a_text_and_says_where_something_is_taken_out(record, sol):
    browser = signed_in(sol)
    address = f"/desk/records/{record.public_id}/"
    opened(sol, record)
    browser.post(f"{address}asked/", {"on": "2026-03-01"})
    question = f"/desk/asked/{asked.of_record(sol, record_id=record.public_id)[0][0]}/"
    page = read(browser, question)
    assert "The answer is due by" in page
    key = page.split('value="', 2)[2].partition('"')[0]
    key = next(part.partition('"')[0] for part in page.split('name="out" value="')[1:])
    browser.post(question, {"names": "plant", "out": [key]})
    browser.post(question, {"names": "plant"})

    answer = browser.get(f"{question}answer.txt")

    text = answer.content.decode()
    assert f"she gave me her {GAP}." in text
    assert "Fern" not in text
    assert answer["Content-Type"].startswith("text/plain")
    Reading.objects.all().delete()
    assert browser.get(f"{question}answer.txt").status_code == 409


def test_k15_the_answer_on_paper_holds_nothing_that_was_taken_out(record, sol, olu):
    browser = signed_in(sol)
    opened(sol, record)
    said = Said("She told me. Ask Fern about the plant.\nA second line <b>*x*</b> #set")
    records.write(sol, record_id=record.public_id, step="note", said=said, now=NOON)
    browser.post(f"/desk/records/{record.public_id}/asked/", {"on": "2026-03-01"})
    question = f"/desk/asked/{asked.of_record(sol, record_id=record.public_id)[0][0]}/"
    browser.post(question, {"names": "Fern\nplant"})

    answer = browser.get(f"{question}answer.pdf")

    reader = PdfReader(io.BytesIO(answer.content))
    words = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'inline; filename="answer.pdf"'
    assert answer["Cache-Control"] == "no-store"
    assert f"Ask {GAP} about the {GAP}." in words
    assert "Asked on Sunday 1 March 2026." in words
    assert "A second line <b>*x*</b> #set" in words
    assert reader.metadata.title == "Notices"
    assert "Fern" not in words
    assert signed_in(olu).get(f"{question}answer.pdf").status_code == 404
    Reading.objects.all().delete()
    assert browser.get(f"{question}answer.pdf").status_code == 409


def test_k15_when_no_paper_comes_out_the_answer_is_a_page(record, sol, monkeypatch):
    def broken(*_given, **_more):
        raise press.CannotPrint("the press ended with 1")

    monkeypatch.setattr(press, "pdf", broken)
    browser = signed_in(sol)
    opened(sol, record)
    browser.post(f"/desk/records/{record.public_id}/asked/", {"on": "2026-03-01"})
    question = f"/desk/asked/{asked.of_record(sol, record_id=record.public_id)[0][0]}/"
    browser.post(question, {"names": "plant"})

    page = read(browser, f"{question}answer.pdf")

    assert "The paper could not be made just now." in page
    assert GAP in page


def test_the_times_of_the_house_are_kept_and_said(sol, hal, olu, visitor):
    ways = {
        "first_look_hours": "12", "danger_minutes": "30", "review_days": "7",
        "second_eyes": "on", "years_adult": "7", "years_child": "25",
        "years_volunteer": "10", "years_other": "6",
    }  # fmt: skip
    host = signed_in(hal)

    odd = host.post("/desk/safeguarding/", {**ways, "danger_minutes": "5"})
    kept = host.post("/desk/safeguarding/", ways)

    assert (odd.status_code, kept.status_code) == (400, 302)
    row = Practice.objects.get()
    assert (row.first_look_hours, row.second_eyes, row.coordinators_know) == (
        12, True, False,
    )  # fmt: skip
    assert "within 12 hours, and within 30 minutes" in read(visitor, "/worried/")
    assert signed_in(sol).get("/desk/safeguarding/").status_code == 200
    assert signed_in(olu).get("/desk/safeguarding/").status_code == 404


def test_an_offer_of_a_talk_is_answered_and_seen_in_the_record(record, sol, tonight):
    lead = signed_in(sol)
    lead.post(f"/desk/records/{record.public_id}/care/")
    mine = Care.objects.get(person_id=tonight.fern.person_id)
    fern = signed_in(tonight.fern)

    page = read(fern, f"/care/{mine.public_id}/")
    fern.post(f"/care/{mine.public_id}/", {"talk": "yes"})

    assert "plant" not in page
    assert "You said yes." in read(fern, f"/care/{mine.public_id}/")
    assert lead.get(f"/care/{mine.public_id}/").status_code == 404
    opened(sol, record)
    assert "would like a talk" in read(lead, f"/desk/records/{record.public_id}/")


def test_a_facilitator_goes_through_the_four_headings(raised, tonight, sol):
    fern = signed_in(tonight.fern)
    mine = f"/worries/{raised.public_id}/"

    first = read(fern, mine)
    fern.post(f"{mine}safe-now/", {"words": "She is at home.", "do": "draft"})
    begun = read(fern, mine)
    fern.post(f"{mine}safe-now/", {"words": "She is at home now.", "do": "keep"})

    for heading in ("Safe now", "Who to tell", "Care for others", "Care for you"):
        assert heading in first
    assert "begun, not told" in begun
    assert "plant" not in first
    assert Telling.objects.get().words == "She is at home now."
    assert fern.get(f"{mine}note/").status_code == 404
    assert signed_in(sol).get(mine).status_code == 404


@pytest.mark.parametrize("name", ["Amira", "Somebody nobody knows"])
def test_the_answer_is_the_same_whether_a_name_exists_or_others_told(
    name, amira, scene, visitor
):
    answers = [
        visitor.post("/worried/", {"who": name, "kind": "adult", "words": "Not well."})
        for _ in range(2)
    ]
    kept = read(visitor, "/worried/kept/")

    assert [(one.status_code, one.url) for one in answers] == [
        (302, "/worried/kept/")
    ] * 2
    assert name not in kept
    assert not Letter.objects.filter(person_id=amira.person_id).exists()


def test_k6_somebody_sees_the_limit_and_keeps_what_they_typed(visitor):
    form = {"who": "Amira", "kind": "adult", "words": "Said to hurt her."}
    codes = [visitor.post("/worried/", form).status_code for _ in range(3)]

    beyond = visitor.post("/worried/", form)

    page = beyond.content.decode()
    assert (codes, beyond.status_code) == ([302] * 3, 429)
    assert "as much as one can tell in a day" in page
    assert "Said to hurt her." in page
    assert page.index("Help now") < page.index("<form")
    assert Worry.objects.get().times == 3
