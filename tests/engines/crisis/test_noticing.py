import hashlib
import json
import time
from pathlib import Path

import pytest

from hearthside.engines.crisis import noticing, offers_help, wilson
from hearthside.engines.crisis.noticing import Noticing
from tests.engines.crisis.strings import FILES

SOURCE = json.loads(Path(noticing.__file__).with_name("signs.json").read_text())
# Frozen before the first rule was written.
HELD_OUT = {
    "held_out_phrases.csv": "5da5b4aa9b78c430e5de37660dc8e665b4dc59550dfd3d86082108b79c06e5ce",
    "held_out_replies.csv": "33045fff546d8577ea19b2c2417272b53a3166ff477a83bb588f192087610379",
}


@pytest.mark.parametrize(
    "text",
    [
        "I want to die",
        "I don’t want to be alive anymore",
        "Nobody would miss me",
        "I have been cutting myself again",
        "I can't keep myself safe tonight",
        "I can't stop thinking about killing myself",
        "I used to be suicidal, and it has come back",
        "I keep thinking “I want to die”",
        "He left, and I want to kill myself",
    ],
)
def test_k1_words_of_danger_bring_up_the_offer(text):
    assert offers_help(text)


@pytest.mark.parametrize(
    ("why", "text"),
    [
        ("a no", "I do not want to kill myself"),
        ("a no", "I am not suicidal"),
        ("somebody else", "My brother wants to kill himself"),
        ("somebody else", "When you want to die, ring somebody"),
        ("worried about another", "I am scared my sister will hurt herself"),
        ("long ago", "Ten years ago I tried to kill myself"),
        ("long ago", "I used to cut myself"),
        ("told to", "He told me to kill myself"),
        ("quoted", 'She wrote "I want to die"'),
        ("quoted", "> I want to die\nHow are you now?"),
        ("a song", "The song goes I want to die"),
        ("an idiom", "My feet are killing me"),
        ("an idiom", "That cake is to die for"),
        ("a joke", "I want to die, my exam was awful lol"),
        ("harm reduction", "Carry naloxone in case somebody takes an overdose"),
        ("bereaved", "My dad died by suicide"),
        ("another language", "Ich will heute nicht mehr leben"),
        ("another language", "No quiero vivir más"),
    ],
)
def test_k2_what_takes_a_sign_back_keeps_it_quiet(why, text):
    assert not offers_help(text)


def test_what_was_kept_apart_is_as_it_was_frozen():
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in FILES
        if path.name in HELD_OUT
    }

    assert found == HELD_OUT


def test_what_rules_are_made_on_and_measured_on_shares_no_text():
    texts = {path.name: set(path.read_text().splitlines()[1:]) for path in FILES}

    for name in HELD_OUT:
        for other in set(texts) - set(HELD_OUT):
            assert texts[name] & texts[other] == set()


def test_no_rule_matches_nothing_and_every_part_is_known():
    plain = [one for group in SOURCE["signs"].values() for one in group]
    shields = [one for group in SOURCE["shields"].values() for one in group]
    for pattern in [*plain, *shields, *SOURCE["heavy"], *SOURCE["back"]]:
        rule = noticing._rule(pattern, SOURCE["parts"])
        assert rule.search("zzz , zzz") is None, pattern
        assert rule.search("") is None, pattern


def test_without_what_takes_back_much_would_be_wrong():
    bare = Noticing(SOURCE | {"shields": {name: [] for name in SOURCE["shields"]}})

    assert bare.offers_help("I used to cut myself every night")
    assert not offers_help("I used to cut myself every night")


@pytest.mark.slow
def test_g5_no_text_takes_long(capsys):
    offers_help("ready")
    for text in (
        "i want to " * 20_000,
        "not " * 60_000 + "die",
        "take all the whole lot of my " * 10_000,
        "want the pain the this all the " * 10_000,
        "i i i i i i i " * 20_000,
    ):
        began = time.perf_counter()
        offers_help(text)
        # Seconds on a machine that six share; a rule that runs away takes hours.
        assert time.perf_counter() - began < 10


def test_wilson_is_as_published():
    low, high = wilson(81, 263)

    assert (round(low, 4), round(high, 4)) == (0.2553, 0.3662)
    assert wilson(0, 0) is None
