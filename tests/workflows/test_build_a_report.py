"""A report from plan to paper: locked, frozen, built apart, let out when the log allows."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import timedelta
from functools import partial

import pytest

from hearthside.core.models import TrailEntry
from hearthside.core.refusals import NotFound, Refusal
from hearthside.engines.exporting.packing import FORMS
from hearthside.engines.reporting import apart
from hearthside.engines.reporting.apart import BuilderBroke
from hearthside.outcomes import plans, quotes, reports, withdrawing
from hearthside.outcomes.models import Answer, Frozen, LockedPlan, Release, Report
from hearthside.workflows import build_a_report, freeze_a_study
from hearthside.workflows.build_a_report import (
    CannotBuild,
    CannotLetOut,
    CannotLock,
    CannotTake,
)
from hearthside.workflows.keep_the_studies import keep_the_studies
from tests.cast import NOON
from tests.study_scene import *
from tests.study_scene import HERE, PLAN, THERE, TODAY, answered, fill_in, lock_plan

pytestmark = pytest.mark.slow
AGREEMENT = "Agreement of 1 March"
QUICK = PLAN.read_text().replace("imputations = 20", "imputations = 2")


def a_year(study, people: int, where=HERE) -> list[str]:
    """Return codes that answered at the beginning and after a year, each a little otherwise."""
    made = []
    for at in range(people):
        code = answered(study, where, values={1: at % 4, 3: at % 3}).code
        later = TODAY + timedelta(days=364)
        fill_in(code, wave=12, values={1: 1 + at % 4, 3: (at + 1) % 3}, today=later)
        made.append(code)
    return made


def ask(actor, study, agreement=AGREEMENT, now=NOON):
    return build_a_report.ask(
        actor, study_id=study.public_id, agreement=agreement, now=now
    )


def build(actor, study, now=NOON) -> str:
    """Ask for a report and let the clock build it; return its id."""
    assert ask(actor, study, now=now)
    public_id = Report.objects.latest("id").public_id
    build_a_report.carry_out(public_id, code_version="x", clock=lambda: now)
    return public_id


def let_out(actor, study, report_id, now=NOON):
    build_a_report.let_out(actor, study_id=study.public_id, report_id=report_id, now=now)  # fmt: skip


def take(actor, study, name):
    return build_a_report.take_paper(
        actor, study_id=study.public_id, name=name, now=NOON
    )


@pytest.fixture
def quick(study):
    """The study with a plan that is computed in a moment."""
    lock_plan(study.public_id, QUICK.encode())
    return study


def test_a_report_is_built_let_out_and_read_by_those_who_may(eve, olu, amira, quick):
    a_year(quick, 24)
    report_id = build(eve, quick)
    assert Report.objects.get().state == "done"
    with pytest.raises(CannotTake):
        take(eve, quick, "summary.pdf")
    assert build_a_report.summary(olu, study_id=quick.public_id, now=NOON) is None

    let_out(eve, quick, report_id)

    assert take(olu, quick, "summary.pdf").startswith(b"%PDF-")
    page = build_a_report.summary(olu, study_id=quick.public_id, now=NOON)
    assert page["answer"] == "Better than at the start"
    assert page["answer"] in take(eve, quick, "appendix.html").decode()
    made = json.loads(take(eve, quick, "report.json"))
    assert made["plan_sha256"] == plans.of(quick.id).sha256
    assert made["dataset_sha256"] == Frozen.objects.get().dataset_sha256
    for actor, name in ((olu, "appendix.pdf"), (amira, "summary.pdf")):
        with pytest.raises(NotFound):
            take(actor, quick, name)
    assert [
        entry.what.split(":")[0]
        for entry in TrailEntry.objects.filter(what__startswith="study").order_by("id")
    ] == ["study report", "study frozen", "study report out"]


def test_l2_without_a_plan_no_answer_is_read_in_any_way(eve, study):
    a_year(study, 12)
    LockedPlan.objects.all().delete()

    with pytest.raises(CannotBuild, match="Lock a plan first"):
        ask(eve, study)
    with pytest.raises(CannotLock, match="Lock a plan first"):
        freeze_a_study.take_rows(eve, study_id=study.public_id, agreement=AGREEMENT, now=NOON)  # fmt: skip
    assert not Report.objects.exists()
    assert not Frozen.objects.exists()


def test_a_plan_may_be_another_until_answers_are_read_under_it(eve, study):
    a_year(study, 10)
    lock_plan(study.public_id, QUICK.encode())
    assert plans.of(study.id).raw == QUICK.encode()
    freeze_a_study.take_rows(eve, study_id=study.public_id, agreement=AGREEMENT, now=NOON)  # fmt: skip

    with pytest.raises(CannotLock, match="stays as it is"):
        lock_plan(study.public_id)
    lock_plan(study.public_id, QUICK.encode())

    assert plans.of(study.id).raw == QUICK.encode()


def test_a_plan_changed_before_anybody_read_lets_what_was_built_come_to_nothing(
    eve, quick
):
    a_year(quick, 24)
    report_id = build(eve, quick)

    lock_plan(quick.public_id, QUICK.replace("seed = 1", "seed = 2").encode())

    row = Report.objects.get()
    assert (row.state, row.papers, row.exports) == ("cannot", None, None)
    assert "Another plan was locked since" in row.why
    with pytest.raises(NotFound):
        let_out(eve, quick, report_id)
    let_out(eve, quick, build(eve, quick))
    with pytest.raises(CannotLock, match="stays as it is"):
        lock_plan(quick.public_id, QUICK.encode())


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('"study_code"', '"code"', 'data.person "code"; here it is "study_code"'),
        ('["0", "3", "6", "12"]', '["0", "6", "12"]', "all four"),
        ('column = "phq-8"', 'column = "phq8"', 'no score "phq8"'),
        ("format = 1", "format = 2", "format 1"),
        ("title =", "titel =", "name we do not know"),
    ],
)
def test_l6_a_plan_that_does_not_fit_is_refused_in_words(study, old, new, why):
    raw = PLAN.read_text()
    assert old in raw

    with pytest.raises(CannotLock, match=why):
        lock_plan(study.public_id, raw.replace(old, new).encode())

    assert plans.of(study.id).raw == PLAN.read_bytes()


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe", b"a = \x00", b"[" * 5000])
def test_what_is_no_plan_at_all_is_refused_in_words(study, raw):
    with pytest.raises(CannotLock):
        lock_plan(study.public_id, raw)


def test_nobody_but_an_evaluator_builds_or_lets_out(olu, sol, hal, amira, eve, quick):
    a_year(quick, 12)
    report_id = build(eve, quick)
    for actor in (olu, sol, hal, amira):
        for act in (
            partial(ask, actor, quick),
            partial(let_out, actor, quick, report_id),
            partial(build_a_report.take_export, actor, study_id=quick.public_id, report_id=report_id, form="sav", now=NOON),
            partial(plans.lock, actor, public_id=quick.public_id, raw=b"", now=NOON),
        ):  # fmt: skip
            with pytest.raises(NotFound):
                act()


def test_fewer_than_ten_have_no_report(eve, quick):
    a_year(quick, 9)

    with pytest.raises(CannotBuild, match="Fewer than 10"):
        ask(eve, quick)


def test_l4_who_leaves_takes_the_answers_by_code_along_and_what_is_not_out(eve, quick):
    made = a_year(quick, 24)
    first = build(eve, quick)
    let_out(eve, quick, first)
    before = take(eve, quick, "report.json")
    assert build_a_report.take_export(eve, study_id=quick.public_id, report_id=first, form="csv-long", now=NOON)  # fmt: skip
    draft = build(eve, quick)

    withdrawing.withdraw(made[0], today=TODAY)

    assert {row.state for row in Report.objects.filter(public_id=draft)} == {"overtaken"}  # fmt: skip
    assert not Report.objects.exclude(exports=None).exists()
    with pytest.raises(NotFound):
        let_out(eve, quick, draft)
    # What was let out says nothing of one person, and stays.
    assert take(eve, quick, "report.json") == before


def test_l4_the_next_report_has_a_ledger_and_is_held_when_it_would_tell_of_a_few(
    eve, quick
):
    made = a_year(quick, 30)
    let_out(eve, quick, build(eve, quick))
    old = json.loads(take(eve, quick, "report.json"))["numbers"]
    withdrawing.withdraw(made[0], today=TODAY)

    report_id = build(eve, quick)

    with pytest.raises(CannotLetOut, match="tell|say something"):
        let_out(eve, quick, report_id)
    assert Report.objects.get(public_id=report_id).state == "done"
    for code in made[1:11]:
        withdrawing.withdraw(code, today=TODAY)
    let_out(eve, quick, build(eve, quick))
    changed = json.loads(take(eve, quick, "ledger.json"))["changed"]
    new = json.loads(take(eve, quick, "report.json"))["numbers"]
    assert {one["name"] for one in changed} == {
        name for name in old | new if old.get(name) != new.get(name)
    }


def test_l2_a_log_that_was_changed_lets_nothing_out(eve, quick):
    a_year(quick, 24)
    let_out(eve, quick, build(eve, quick))
    last = Release.objects.latest("id")
    last.line = last.line.replace('"name"', '"nome"')
    last.save()
    again = build(eve, quick)

    with pytest.raises(CannotLetOut, match="log of releases"):
        let_out(eve, quick, again)
    with pytest.raises(CannotLetOut, match="log of releases"):
        build_a_report.take_export(eve, study_id=quick.public_id, report_id=again, form="sav", now=NOON)  # fmt: skip


def test_the_same_report_is_let_out_twice_with_one_line(eve, quick):
    a_year(quick, 24)
    let_out(eve, quick, build(eve, quick))
    once = Release.objects.count()
    first = take(eve, quick, "summary.pdf")

    let_out(eve, quick, build(eve, quick))

    assert Release.objects.count() == once
    assert take(eve, quick, "summary.pdf") == first


@pytest.mark.parametrize("form", FORMS)
def test_l5_answers_leave_under_codes_of_the_agreement(eve, quick, form):
    made = a_year(quick, 11) + a_year(quick, 12, THERE)
    report_id = build(eve, quick)

    export = partial(build_a_report.take_export, eve, study_id=quick.public_id, report_id=report_id, form=form, now=NOON)  # fmt: skip
    raw = export()

    packed = zipfile.ZipFile(io.BytesIO(raw))
    whole = b"".join(packed.read(name) for name in packed.namelist())
    assert not [code for code in made if code.encode() in whole]
    assert TrailEntry.objects.filter(what=f"study rows:{report_id}").count() == 1
    assert Release.objects.count() == 2
    assert export() == raw
    assert Release.objects.count() == 2
    if form == "csv-long":
        mine = zipfile.ZipFile(io.BytesIO(freeze_a_study.take_rows(eve, study_id=quick.public_id, agreement=AGREEMENT, now=NOON)))  # fmt: skip
        assert _codes(packed.read("phq-8.csv")) == _codes(mine.read("phq-8.csv"))


def _codes(raw: bytes) -> set[str]:
    return {row["code"] for row in csv.DictReader(io.StringIO(raw.decode()))}


def test_a_report_that_is_stopped_keeps_nothing(eve, quick):
    a_year(quick, 12)
    ask(eve, quick)
    reports.ask_to_stop(quick.id)

    build_a_report.carry_out(Report.objects.get().public_id, code_version="x", clock=lambda: NOON)  # fmt: skip

    row = Report.objects.get()
    assert (row.state, row.papers, row.exports) == ("stopped", None, None)


def test_l8_one_that_breaks_says_so_and_the_next_can_be_built(eve, quick, monkeypatch):
    a_year(quick, 12)
    ask(eve, quick)
    row = Report.objects.get()
    with monkeypatch.context() as broken:
        broken.setattr(apart, "build_apart", partial(apart.build_apart, child="no.such"))  # fmt: skip
        with pytest.raises(BuilderBroke):
            build_a_report.carry_out(row.public_id, code_version="x", clock=lambda: NOON)  # fmt: skip

    assert Report.objects.get().state == "broken"
    build(eve, quick)
    assert Report.objects.latest("id").state == "done"


def test_a_machine_that_stopped_is_seen_and_does_not_stand_in_the_way(eve, quick):
    a_year(quick, 12)
    ask(eve, quick)
    later = NOON + reports.SILENT_FOR + timedelta(seconds=1)
    assert reports.newest(quick.id, now=later).state == "interrupted"

    assert ask(eve, quick, now=later)

    assert sorted(Report.objects.values_list("state", flat=True)) == ["broken", "building"]  # fmt: skip


def test_what_was_never_let_out_and_answers_by_code_go_after_thirty_days(eve, quick):
    a_year(quick, 24)
    let_out(eve, quick, build(eve, quick))
    build(eve, quick, now=NOON + timedelta(days=1))

    keep_the_studies(now=NOON + timedelta(days=32))

    kept = Report.objects.get()
    assert (kept.state, kept.exports) == ("out", None)
    assert take(eve, quick, "summary.pdf").startswith(b"%PDF-")
    with pytest.raises(Refusal):
        build_a_report.take_export(eve, study_id=quick.public_id, report_id=kept.public_id, form="sav", now=NOON)  # fmt: skip
    assert Answer.objects.exists()


def a_sentence(olu, study, code: str, *uses: str) -> None:
    quotes.want(olu, public_id=study.public_id, wanted=True)
    quotes.leave(code, words="Tuesday is mine.", uses=uses)
    (one,) = quotes.waiting(olu, public_id=study.public_id)
    quotes.clear(olu, public_id=study.public_id, quote_id=one.public_id, checked="The evening is mine.")  # fmt: skip


def test_a_sentence_stands_where_its_writer_said_as_it_was_read(eve, olu, quick):
    made = a_year(quick, 24)
    a_sentence(olu, quick, made[0], "funders", "public")

    let_out(eve, quick, build(eve, quick))

    page = build_a_report.summary(olu, study_id=quick.public_id, now=NOON)
    said = [words for chapter in page["chapters"] for words in chapter["words"]]
    assert "“The evening is mine.”" in said
    assert "The evening is mine." not in take(eve, quick, "appendix.html").decode()
    assert take(eve, quick, "words-for-anybody.txt").decode() == "“The evening is mine.”\n"  # fmt: skip
    with pytest.raises(NotFound):
        take(olu, quick, "words-for-anybody.txt")


def test_l4_a_sentence_taken_back_is_in_nothing_that_is_not_out_and_named_after(
    eve, olu, quick
):
    made = a_year(quick, 24)
    a_sentence(olu, quick, made[0], "appendix")
    let_out(eve, quick, build(eve, quick))
    draft = build(eve, quick)

    quotes.take_back(made[0])

    row = Report.objects.get(public_id=draft)
    assert (row.state, row.papers) == ("overtaken", None)
    assert row.exports is not None
    let_out(eve, quick, build(eve, quick))
    assert "The evening is mine." not in take(eve, quick, "appendix.html").decode()
    ledger = take(eve, quick, "ledger.json").decode()
    (gone,) = [one for one in json.loads(ledger)["changed"] if one["name"].startswith("words / ")]  # fmt: skip
    assert (gone["before"], gone["now"]) == ("is in it", "")
    assert "evening is mine" not in ledger
