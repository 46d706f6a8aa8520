import pytest
from django.db import connection

from hearthside.core.refusals import NotFound
from hearthside.meetings import debriefing
from hearthside.meetings.debriefing import CannotDebrief, HowIWas
from hearthside.meetings.models import Debrief


def say(who, tonight, how="heavy", *, wants_a_talk=False):
    debriefing.say_how_i_am(
        who,
        meeting_id=tonight.id,
        how=how,
        wants_a_talk=wants_a_talk,
        now=tonight.after,
    )


def test_each_facilitator_reads_their_own_words_only(tonight):
    say(tonight.fern, tonight, "heavy", wants_a_talk=True)

    mine = debriefing.how_i_was(tonight.fern, meeting_id=tonight.id)
    theirs = debriefing.how_i_was(tonight.ivo, meeting_id=tonight.id)

    assert (mine.how, mine.wants_a_talk) == ("heavy", True)
    assert theirs == HowIWas()


def test_said_again_the_last_word_holds(tonight):
    say(tonight.fern, tonight, "heavy")
    say(tonight.fern, tonight, "steady")

    assert [row.how for row in Debrief.objects.all()] == ["steady"]


def test_nothing_need_be_said(tonight):
    say(tonight.fern, tonight, "")

    assert debriefing.how_i_was(tonight.fern, meeting_id=tonight.id).how == ""


def test_a_word_of_their_own_is_not_kept(tonight):
    with pytest.raises(CannotDebrief, match="one of the words"):
        say(tonight.fern, tonight, "Amira cried")
    assert not Debrief.objects.exists()


def test_it_is_sealed_at_rest(tonight):
    say(tonight.fern, tonight, "shaken")

    with connection.cursor() as cursor:
        cursor.execute("SELECT how FROM meetings_debrief")
        assert cursor.fetchone()[0].startswith("s1.")


@pytest.mark.parametrize("who", ["olu", "otto", "sol", "hal", "amira"])
def test_nobody_else_says_or_reads_it(who, tonight, request):
    actor = request.getfixturevalue(who)
    say(tonight.fern, tonight)

    with pytest.raises(NotFound):
        debriefing.how_i_was(actor, meeting_id=tonight.id)
    with pytest.raises(NotFound):
        say(actor, tonight)
