"""A house that would stand open refuses to start, with a sentence."""

import pytest

from hearthside.settings.config import ConfigRefused, read_config

SOUND = {
    "HEARTHSIDE_PRODUCTION": "yes",
    "HEARTHSIDE_DEMO": "no",
    "HEARTHSIDE_SECRET": "x" * 48,
    "HEARTHSIDE_ADDRESS": "https://groups.example.org",
    "HEARTHSIDE_ALLOWED_HOSTS": "groups.example.org",
}


def test_a_sound_house_starts():
    assert read_config(SOUND).production


def test_a_laptop_needs_nothing():
    assert not read_config({}).production


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("HEARTHSIDE_SECRET", "short", "shorter than 32"),
        ("HEARTHSIDE_SECRET", "a laptop's secret, refused in production", "is missing"),
        ("HEARTHSIDE_DEBUG", "yes", "DEBUG is on"),
        ("HEARTHSIDE_ALLOWED_HOSTS", "*", "wildcard"),
        ("HEARTHSIDE_ALLOWED_HOSTS", ".example.org", "wildcard"),
        ("HEARTHSIDE_ADDRESS", "http://groups.example.org", "https"),
        ("HEARTHSIDE_ADDRESS", "", "https"),
        ("HEARTHSIDE_DEMO", "yes", "known passwords"),
        ("HEARTHSIDE_PORT", "eighty", "whole number"),
        ("HEARTHSIDE_DEBUG", "perhaps", "yes or no"),
        ("HEARTHSIDE_SEKRET", "x", "is not a setting"),
    ],
)
def test_an_open_house_does_not(name, value, sentence):
    with pytest.raises(ConfigRefused, match=sentence):
        read_config({**SOUND, name: value})
