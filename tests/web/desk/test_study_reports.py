"""The pages of a study's report: the plan, how far it is, letting out, and the one page."""

from __future__ import annotations

import html

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hearthside.outcomes import withdrawing
from hearthside.outcomes.models import LockedPlan, Report
from hearthside.workflows import build_a_report
from tests.cast import NOON, signed_in
from tests.study_scene import *
from tests.study_scene import PLAN, TODAY, answered, fill_in

QUICK = PLAN.read_text().replace("imputations = 20", "imputations = 2").encode()


@pytest.fixture(autouse=True)
def at_noon(monkeypatch):
    monkeypatch.setattr("hearthside.web.gates.the_clock", lambda: NOON)


def words(answer) -> str:
    return html.unescape(answer.content.decode())


def a_year(study, people: int) -> list[str]:
    made = [answered(study, values={1: at % 4, 3: at % 3}).code for at in range(people)]
    later = TODAY.replace(year=TODAY.year + 1)
    for at, code in enumerate(made):
        fill_in(code, wave=12, values={1: 1 + at % 4, 3: (at + 1) % 3}, today=later)
    return made


@pytest.fixture
def browser(eve):
    return signed_in(eve)


@pytest.fixture
def url(study):
    return f"/evaluate/{study.public_id}/"


def lock(browser, url, raw: bytes = QUICK):
    return browser.post(f"{url}plan/", {"plan": SimpleUploadedFile("plan.toml", raw)}, follow=True)  # fmt: skip


def build(browser, url):
    browser.post(url, {"agreement": "Agreement 7"})
    build_a_report.carry_out(Report.objects.latest("id").public_id, code_version="x", clock=lambda: NOON)  # fmt: skip


def test_an_evaluator_is_led_from_the_plan_to_the_report(browser, study, url):
    LockedPlan.objects.all().delete()
    a_year(study, 12)
    assert f'href="{url}"' in words(browser.get("/evaluate/"))
    assert "Lock a plan first" in words(browser.get(url))

    assert "The plan is locked." in words(lock(browser, url))
    page = words(browser.post(url, {"agreement": "Agreement 7"}, follow=True))

    assert "You can leave this page and come back." in page
    assert "parts are in" in page
    again = words(browser.post(url, {"agreement": "Agreement 7"}, follow=True))
    assert "It is being built already" in again
    assert Report.objects.count() == 1


@pytest.mark.parametrize("raw", [b"not a plan = ", b"\x00", b"x" * 200_001, b""])
def test_a_file_that_is_no_plan_keeps_the_one_that_is_locked(browser, url, raw):
    answer = lock(browser, url, raw)

    assert answer.status_code in (400, 409)
    assert 'role="alert"' in words(answer)
    assert LockedPlan.objects.get().raw == PLAN.read_text()


def test_a_plan_without_a_file_is_asked_for_again(browser, url):
    answer = browser.post(f"{url}plan/", {"plan": "a text and no file"})

    assert answer.status_code == 400
    assert "Choose the file of your plan" in words(answer)


def test_an_agreement_that_is_missing_is_asked_for_and_nothing_is_frozen(
    browser, study, url
):
    a_year(study, 10)

    answer = browser.post(url, {"agreement": "  "})

    assert answer.status_code == 409
    assert "which data agreement" in words(answer)
    assert not Report.objects.exists()


@pytest.mark.slow
def test_a_report_is_let_out_taken_and_read_by_a_coordinator(browser, olu, study, url):
    lock(browser, url)
    a_year(study, 24)
    build(browser, url)
    page = words(browser.get(url))
    assert "nobody has read it" in page
    summary = f"/desk/studies/{study.public_id}/summary/"
    assert "No report of this study has been let out yet" in words(signed_in(olu).get(summary))  # fmt: skip

    report = Report.objects.get().public_id
    assert "It can be read and taken now." in words(browser.post(f"{url}out/", {"report": report}, follow=True))  # fmt: skip

    paper = browser.post(f"{url}take/", {"paper": "appendix.pdf"})
    assert paper.content.startswith(b"%PDF-")
    assert paper["Content-Disposition"] == 'attachment; filename="appendix.pdf"'
    rows = browser.post(f"{url}take/", {"report": report, "form": "sav"})
    assert rows["Content-Type"] == "application/zip"
    desk = signed_in(olu)
    read = words(desk.get(summary))
    assert "Better than at the start" in read
    assert "<svg" in read
    assert "style=" not in read.split("<main")[1]
    assert desk.post(summary, {"paper": "summary.pdf"}).content.startswith(b"%PDF-")
    assert desk.post(summary, {"paper": "appendix.pdf"}).status_code == 404
    assert desk.get(url).status_code == 404
    assert desk.post(f"{url}take/", {"paper": "appendix.pdf"}).status_code == 404


@pytest.mark.slow
def test_l4_somebody_leaving_is_said_and_the_old_button_does_nothing(browser, study, url):  # fmt: skip
    lock(browser, url)
    made = a_year(study, 12)
    build(browser, url)
    report = Report.objects.get().public_id

    withdrawing.withdraw(made[0], today=TODAY)

    assert "Somebody left the study since" in words(browser.get(url))
    for where, what in (("out/", {"report": report}), ("take/", {"report": report, "form": "sav"}), ("take/", {"paper": "summary.pdf"})):  # fmt: skip
        answer = browser.post(url + where, what)
        assert answer.status_code == 409
        assert 'role="alert"' in words(answer)


def test_nothing_odd_in_a_form_breaks_a_page(browser, url):
    for where in ("out/", "take/", "stop/"):
        for odd in ({}, {"report": "\u202e" * 40, "form": "../../x", "paper": ""}, {"paper": "../report.json"}):  # fmt: skip
            assert browser.post(url + where, odd).status_code in (302, 409)
