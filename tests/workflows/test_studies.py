from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta

import pytest

from hearthside.core.models import Letter, Note, TrailEntry
from hearthside.core.policy import Verb
from hearthside.core.refusals import NotFound
from hearthside.outcomes import codes, flow, studies, waves, withdrawing
from hearthside.outcomes.models import Alert, Answer, Participant, Withdrawn
from hearthside.people import copies
from hearthside.people import study as places
from hearthside.people.copies import Standing
from hearthside.people.models import Person
from hearthside.workflows import (
    answer_a_questionnaire,
    forget_me,
    freeze_a_study,
    take_my_data,
    take_part_in_a_study,
)
from hearthside.workflows.freeze_a_study import CannotTakeRows
from hearthside.workflows.keep_the_studies import keep_the_studies
from hearthside.workflows.remind_of_a_wave import (
    remind_of_a_wave,
    still_wants_answers,
)
from hearthside.workflows.see_my_chart import see_my_chart
from hearthside.workflows.take_part_in_a_study import CannotTakePart
from hearthside.workflows.withdraw_from_the_study import withdraw, withdraw_by_link
from tests.cast import NOON
from tests.study_scene import *
from tests.study_scene import HERE, THERE, TODAY, answered, begun, fill_in

BASE = "https://notices.example.org"


def say_yes(actor, study, *, group_id="", today=TODAY, now=NOON):
    take_part_in_a_study.say_yes(
        actor, study_id=study.public_id, group_id=group_id, today=today, now=now
    )
    return places.mine_in(actor.person_id, study=study.public_id)


def take(actor, study, agreement="Agreement of 1 March"):
    made = freeze_a_study.take_rows(
        actor, study_id=study.public_id, agreement=agreement, now=NOON
    )
    return zipfile.ZipFile(io.BytesIO(made))


def test_a_yes_is_dated_with_the_version_of_its_words(amira, study, scene):
    place = say_yes(amira, study, group_id=scene.tuesday.public_id)

    assert (place.agreed_to, place.agreed_at) == (studies.CONSENT, NOON)
    row = Participant.objects.get()
    assert row.code == place.code
    assert row.began_on == TODAY


def test_two_of_one_group_share_a_cluster_and_no_other(
    amira, bo, outsider, study, scene
):
    say_yes(amira, study, group_id=scene.tuesday.public_id)
    say_yes(bo, study, group_id=scene.tuesday.public_id)
    say_yes(outsider, study, group_id=scene.elsewhere.public_id)

    clusters = list(
        Participant.objects.order_by("id").values_list("cluster", flat=True)
    )
    assert clusters[0] == clusters[1] != clusters[2]


def test_nobody_takes_part_from_a_group_that_is_not_theirs(amira, study, scene):
    with pytest.raises(CannotTakePart, match="one of your own groups"):
        say_yes(amira, study, group_id=scene.elsewhere.public_id)

    assert not Participant.objects.exists()


def test_whoever_is_in_no_group_may_take_part_too(newcomer, study):
    assert say_yes(newcomer, study)


def test_a_second_yes_is_answered_with_a_sentence(amira, study):
    say_yes(amira, study)

    with pytest.raises(CannotTakePart, match="already"):
        say_yes(amira, study)

    assert Participant.objects.count() == 1


def test_nobody_begins_a_study_that_is_over_or_not_begun(amira, olu, study):
    with pytest.raises(CannotTakePart):
        say_yes(amira, study, today=TODAY - timedelta(days=1))
    studies.end(olu, public_id=study.public_id, today=TODAY)
    with pytest.raises(CannotTakePart):
        say_yes(amira, study)


def test_l4_leaving_takes_every_answer_along_and_stays_in_the_ledger(amira, study):
    place = say_yes(amira, study)
    fill_in(place.code)

    withdraw(amira, study_id=study.public_id, today=TODAY)

    assert not Participant.objects.exists()
    assert not Answer.objects.exists()
    assert Withdrawn.objects.get().code == place.code
    assert places.mine(amira.person_id) == []


def test_a_withdrawn_code_answers_nothing_any_more(amira, study):
    link = codes.link_of(say_yes(amira, study).code)
    withdraw(amira, study_id=study.public_id, today=TODAY)

    with pytest.raises(NotFound):
        answer_a_questionnaire.say(
            link, wave=0, number=1, value=1, base_address=BASE, today=TODAY, now=NOON
        )


def test_leaving_by_the_link_cuts_what_led_to_it(amira, bo, study):
    link = codes.link_of(say_yes(amira, study).code)
    say_yes(bo, study)

    withdraw_by_link(link, today=TODAY)

    assert places.mine(amira.person_id) == []
    assert places.mine(bo.person_id)


def built_copy(actor):
    public_id = copies.begin(actor, total=len(take_my_data.PARTS), now=NOON)
    take_my_data.carry_out(public_id, look=dict, clock=lambda: NOON)
    assert copies.of(actor, now=NOON).standing is Standing.DONE


def test_leaving_throws_away_a_copy_that_has_the_answers(amira, bo, study):
    fill_in(say_yes(amira, study).code)
    built_copy(amira)
    built_copy(bo)

    withdraw(amira, study_id=study.public_id, today=TODAY)

    assert copies.of(amira, now=NOON).standing is Standing.NONE
    assert copies.of(bo, now=NOON).standing is Standing.DONE


def test_leaving_by_the_link_throws_away_the_copy_too(amira, bo, study):
    link = codes.link_of(say_yes(amira, study).code)
    say_yes(bo, study)
    built_copy(amira)
    built_copy(bo)

    withdraw_by_link(link, today=TODAY)

    assert copies.of(amira, now=NOON).standing is Standing.NONE
    assert copies.of(bo, now=NOON).standing is Standing.DONE


def test_a_copy_that_is_being_built_while_somebody_leaves_is_never_done(amira, study):
    fill_in(say_yes(amira, study).code)
    public_id = copies.begin(amira, total=len(take_my_data.PARTS), now=NOON)
    assert copies.beat(public_id, now=NOON)

    withdraw(amira, study_id=study.public_id, today=TODAY)

    assert not copies.beat(public_id, now=NOON)
    copies.finish(public_id, whole=b"what was answered", now=NOON)
    assert copies.of(amira, now=NOON).standing is Standing.NONE


def test_nobody_leaves_for_another(amira, bo, study):
    say_yes(amira, study)

    with pytest.raises(NotFound):
        withdraw(bo, study_id=study.public_id, today=TODAY)


def test_whoever_is_forgotten_is_forgotten_here_too(amira, bo, study):
    fill_in(say_yes(amira, study).code)
    fill_in(say_yes(bo, study).code)

    forget_me.forget(amira.person_id, now=NOON)

    assert Participant.objects.get().code == places.mine(bo.person_id)[0].code
    assert places.mine(amira.person_id) == []


def test_my_copy_has_my_answers_in_words_and_nobody_elses(amira, bo, study):
    fill_in(say_yes(amira, study).code, values={1: 4, 2: None})
    fill_in(say_yes(bo, study).code)

    rows = take_my_data.STUDY_ANSWERS.read(amira.person_id)

    assert len(rows) == 14
    assert rows[0]["question"] == "I have felt that things can get better for me"
    assert (rows[0]["answer"], rows[1]["answer"]) == ("Completely", None)


def test_a_chart_is_of_its_own_person_alone(amira, bo, study):
    fill_in(say_yes(amira, study).code)
    say_yes(bo, study)

    assert see_my_chart(amira)[0].lines[0].name == "Hope"
    assert see_my_chart(bo)[0].lines == ()


def test_one_letter_when_the_questions_come_round_and_it_says_nothing(amira, study):
    fill_in(say_yes(amira, study).code)
    due = NOON + (waves.months_after(TODAY, 3) - TODAY)

    for day in range(-3, 30):
        remind_of_a_wave(base_address=BASE, now=due + timedelta(days=day))

    letter = Letter.objects.get()
    said = f"{letter.subject} {letter.text} {letter.html} {letter.key}".casefold()
    for word in ("study", "question", "hope", "depress", study.public_id, "how we are"):
        assert word not in f"{letter.subject} {letter.text}".casefold(), word
    assert places.mine(amira.person_id)[0].code not in said
    assert study.public_id not in said
    assert Note.objects.count() == 1


def test_whoever_has_answered_is_not_reminded(amira, study):
    code = say_yes(amira, study).code
    due = waves.months_after(TODAY, 3)
    later = NOON + (due - TODAY)
    assert still_wants_answers(amira.person_id, now=later)
    fill_in(code, wave=3, today=due)

    remind_of_a_wave(base_address=BASE, now=later)

    assert not Letter.objects.exists()
    assert not still_wants_answers(amira.person_id, now=later)


def test_somebody_suspended_gets_no_reminder(amira, study):
    say_yes(amira, study)
    Person.objects.filter(id=amira.person_id).update(suspended_at=NOON)

    due = NOON + (waves.months_after(TODAY, 3) - TODAY)
    assert remind_of_a_wave(base_address=BASE, now=due) == 0


def test_an_answer_that_may_tell_of_danger_reaches_the_leads_without_a_name(
    amira, sol, watched
):
    Person.objects.filter(id=sol.person_id).update(email="sol@example.org")
    link = codes.link_of(say_yes(amira, watched).code)

    said = answer_a_questionnaire.say(
        link, wave=0, number=9, value=1, base_address=BASE, today=TODAY, now=NOON
    )

    assert said.may_tell_of_danger
    letter = Letter.objects.get()
    assert letter.person_id == sol.person_id
    assert "Amira" not in letter.text
    assert Alert.objects.count() == 1


def test_the_lowest_answer_tells_of_no_danger(amira, watched):
    link = codes.link_of(say_yes(amira, watched).code)

    said = answer_a_questionnaire.say(
        link, wave=0, number=9, value=0, base_address=BASE, today=TODAY, now=NOON
    )

    assert not said.may_tell_of_danger
    assert not Alert.objects.exists()


def test_a_lead_reaches_whoever_it_is_without_learning_who(amira, sol, watched):
    code = say_yes(amira, watched).code
    fill_in(code)
    alert = Alert.objects.get()

    reached = answer_a_questionnaire.look_at(
        sol, alert_id=alert.public_id, offer=True, base_address=BASE, now=NOON
    )

    assert reached
    assert Letter.objects.get(person_id=amira.person_id).subject == "How are you?"
    assert TrailEntry.objects.filter(what="study alerts").exists()


def test_no_table_joins_whoever_is_offered_a_talk_to_an_alert(amira, sol, watched):
    fill_in(say_yes(amira, watched).code)
    alert = Alert.objects.get()

    answer_a_questionnaire.look_at(
        sol, alert_id=alert.public_id, offer=True, base_address=BASE, now=NOON
    )

    alert.refresh_from_db()
    assert alert.seen_at is not None
    told = [
        *Note.objects.filter(person_id=amira.person_id),
        *Letter.objects.filter(person_id=amira.person_id),
    ]
    assert len(told) == 2
    assert all(alert.public_id not in one.key for one in told)
    assert all(one.made_at != alert.seen_at for one in told)
    looked = TrailEntry.objects.filter(verb=Verb.READ_ALERTS)
    assert [line.what for line in looked] == ["study alerts"]


def told_of_danger(link, value, *, now):
    return answer_a_questionnaire.say(
        link, wave=0, number=9, value=value, base_address=BASE, today=TODAY, now=now
    )


def look(sol, *, now, offer=False):
    return answer_a_questionnaire.look_at(
        sol,
        alert_id=Alert.objects.get().public_id,
        offer=offer,
        base_address=BASE,
        now=now,
    )


def test_a_worse_answer_after_somebody_looked_is_told_again(amira, sol, watched):
    link = codes.link_of(say_yes(amira, watched).code)
    later = NOON + timedelta(hours=1)
    told_of_danger(link, 1, now=NOON)
    look(sol, now=NOON)

    told_of_danger(link, 3, now=later)

    alert = Alert.objects.get()
    assert (alert.seen_at, alert.raised_at) == (None, later)
    assert Note.objects.filter(person_id=sol.person_id).count() == 2


def test_the_minute_after_somebody_looked_is_told_too(amira, sol, watched):
    link = codes.link_of(say_yes(amira, watched).code)
    told_of_danger(link, 1, now=NOON)
    look(sol, now=NOON)

    told_of_danger(link, 3, now=NOON + timedelta(minutes=1))

    assert Note.objects.filter(person_id=sol.person_id).count() == 2


def test_the_same_answer_again_tells_nothing_new(amira, sol, watched):
    link = codes.link_of(say_yes(amira, watched).code)
    told_of_danger(link, 1, now=NOON)
    look(sol, now=NOON)

    said = told_of_danger(link, 1, now=NOON + timedelta(hours=1))

    assert said.may_tell_of_danger
    assert Alert.objects.get().seen_at is not None
    assert Note.objects.filter(person_id=sol.person_id).count() == 1


def test_while_one_waits_nobody_is_told_twice(amira, sol, watched):
    link = codes.link_of(say_yes(amira, watched).code)
    told_of_danger(link, 1, now=NOON)

    told_of_danger(link, 3, now=NOON + timedelta(hours=1))

    alert = Alert.objects.get()
    assert (alert.seen_at, alert.raised_at) == (None, NOON)
    assert Note.objects.filter(person_id=sol.person_id).count() == 1


def test_a_second_offer_of_a_talk_reaches_them_too(amira, sol, watched):
    link = codes.link_of(say_yes(amira, watched).code)
    later = NOON + timedelta(hours=1)
    told_of_danger(link, 1, now=NOON)
    look(sol, now=NOON, offer=True)
    told_of_danger(link, 3, now=later)

    look(sol, now=later, offer=True)

    assert Note.objects.filter(person_id=amira.person_id).count() == 2


def test_what_the_leads_are_told_by_names_no_number_of_a_code(amira, sol, watched):
    Person.objects.filter(id=sol.person_id).update(email="sol@example.org")
    told_of_danger(codes.link_of(say_yes(amira, watched).code), 1, now=NOON)

    for kept in (Note.objects.get(), Letter.objects.get()):
        assert kept.key != f"alert:{Participant.objects.get().pk}:0:{sol.person_id}"
        assert ":0:" not in kept.key


def test_a_reminder_is_not_known_by_its_week(amira, study):
    say_yes(amira, study)
    due = NOON + (waves.months_after(TODAY, 3) - TODAY)
    year, week, _day = due.isocalendar()

    assert remind_of_a_wave(base_address=BASE, now=due) == 1

    for kept in (Note.objects.get(), Letter.objects.get()):
        assert f"{year}" not in kept.key.partition(f":{amira.person_id}")[0]
        assert f"{year}:{week}" not in kept.key


def test_nobody_but_a_lead_reads_an_alert(olu, hal, eve, watched):
    answered(watched)
    for actor in (olu, hal, eve):
        with pytest.raises(NotFound):
            answer_a_questionnaire.look_at(
                actor,
                alert_id=Alert.objects.get().public_id,
                offer=False,
                base_address=BASE,
                now=NOON,
            )


def test_l1_the_flow_is_rounded_and_small_numbers_are_hidden(olu, study):
    for _ in range(12):
        answered(study)

    shown = {step.name: step.shown for step in flow.shown(olu, study_id=study.id)}

    assert shown["consented"] == shown["wave_0"] == 10
    assert shown["wave_3"] is None


def test_l2_one_more_or_less_does_not_change_what_is_shown(olu, study):
    for _ in range(10):
        answered(study)
    before = flow.shown(olu, study_id=study.id)

    answered(study)

    assert flow.shown(olu, study_id=study.id) == before


def test_too_few_people_are_taken_by_nobody(eve, study):
    for _ in range(9):
        answered(study)

    with pytest.raises(CannotTakeRows, match="Fewer than 10"):
        take(eve, study)


def test_rows_name_their_agreement_and_say_no_small_cluster(eve, study):
    for _ in range(11):
        answered(study)
    for _ in range(3):
        answered(study, THERE)

    packed = take(eve, study)

    about = json.loads(packed.read("about.json"))
    assert about["agreement"] == "Agreement of 1 March"
    lines = packed.read("phq-8.csv").decode().splitlines()[1:]
    assert len(lines) == 14
    # The three of a small group would be known beside the eleven: none has a code then.
    assert {tuple(line.split(",")[1:3]) for line in lines} == {("", "")}
    assert "phq-8-codebook.csv" in packed.namelist()


def test_clusters_of_ten_keep_their_code(eve, study):
    for where in (HERE, THERE):
        for _ in range(10):
            answered(study, where)

    lines = take(eve, study).read("phq-8.csv").decode().splitlines()[1:]

    clusters = {line.split(",")[1] for line in lines}
    assert len(clusters) == 2
    assert "" not in clusters


def codes_in(packed) -> set[str]:
    lines = packed.read("phq-8.csv").decode().splitlines()[1:]
    return {line.split(",")[0] for line in lines}


def test_rows_are_in_an_order_that_says_nothing_and_written_down(eve, study):
    for _ in range(20):
        answered(study)

    lines = take(eve, study).read("phq-8.csv").decode().splitlines()[1:]

    order = [line.split(",")[0] for line in lines]
    assert order == sorted(order)
    assert TrailEntry.objects.filter(what=f"study rows:{study.id}").count() == 1


def test_no_code_the_house_knows_somebody_by_leaves_with_the_rows(eve, study):
    made = [answered(study).code for _ in range(10)]
    begins = waves.months_after(TODAY, 3)
    # Seven weeks after its day: kept, and marked as late.
    fill_in(made[0], wave=3, today=begins + timedelta(days=49))

    packed = take(eve, study)

    about = json.loads(packed.read("about.json"))
    assert about["late"]
    assert {one.split(":")[0] for one in about["late"]} < codes_in(packed)
    for name in packed.namelist():
        said = packed.read(name).decode()
        assert not [code for code in made if code in said], name
    line = packed.read("phq-8.csv").decode().splitlines()[1].split(",")
    here = Participant.objects.values_list("cluster", "site")[0]
    assert line[1] != here[0]
    assert line[2] != here[1]
    assert "" not in line[1:3]


def test_one_agreement_knows_people_by_the_same_codes_and_another_does_not(eve, study):
    for _ in range(10):
        answered(study)

    first, again = codes_in(take(eve, study)), codes_in(take(eve, study))

    assert first == again
    assert len(first) == 10
    assert not first & codes_in(take(eve, study, "Agreement of 2 May"))


def test_l4_who_left_is_named_by_the_code_an_evaluator_has(eve, study):
    made = [answered(study).code for _ in range(11)]
    first = take(eve, study)
    assert json.loads(first.read("about.json"))["dropped"] == []
    withdrawing.withdraw(made[3], today=TODAY)

    second = take(eve, study)

    dropped = json.loads(second.read("about.json"))["dropped"]
    assert len(dropped) == 1
    assert set(dropped) == codes_in(first) - codes_in(second)


@pytest.mark.parametrize("agreement", ["", "   ", "x" * 121])
def test_without_a_named_agreement_nothing_is_taken(eve, study, agreement):
    for _ in range(10):
        answered(study)

    with pytest.raises(CannotTakeRows, match="data agreement"):
        take(eve, study, agreement)


def test_nobody_but_an_evaluator_takes_rows(olu, sol, hal, amira, study):
    for actor in (olu, sol, hal, amira):
        with pytest.raises(NotFound):
            take(actor, study)


def test_what_is_long_over_is_unlinked_and_later_gone(amira, olu, study):
    fill_in(say_yes(amira, study).code)
    studies.end(olu, public_id=study.public_id, today=TODAY)

    keep_the_studies(now=NOON + timedelta(days=365 * 2 + 1))
    assert places.mine(amira.person_id) == []
    assert Answer.objects.exists()
    keep_the_studies(now=NOON + timedelta(days=365 * 6 + 1))

    assert not Answer.objects.exists()
    assert studies.every() == []


def test_an_unused_paper_begins_when_somebody_says_yes(olu, study):
    given = codes.give_out(
        olu, public_id=study.public_id, where=HERE, how_many=2, today=TODAY
    )

    assert codes.holder(given[0].link).began_on is None
    codes.agree(given[0].code, today=TODAY + timedelta(days=8))
    assert codes.holder(given[0].link).began_on == TODAY + timedelta(days=7)
    assert begun(study)
