"""A house that would stand open refuses to start, with a sentence."""

import os
import subprocess
import sys

import pytest

from hearthside.settings.config import ConfigRefused, read_config

COOKIES = """
from django.conf import settings as s
print(
    s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, "|",
    s.SESSION_COOKIE_SECURE and s.CSRF_COOKIE_SECURE,
    s.SESSION_COOKIE_DOMAIN, s.SESSION_COOKIE_PATH,
    s.CSRF_COOKIE_DOMAIN, s.CSRF_COOKIE_PATH,
)
"""
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
        ("HEARTHSIDE_PLACES_BELOW", "700", "write 500, 1000, 5000 or 15000"),
        ("HEARTHSIDE_SEKRET", "x", "is not a setting"),
    ],
)
def test_an_open_house_does_not(name, value, sentence):
    with pytest.raises(ConfigRefused, match=sentence):
        read_config({**SOUND, name: value})


MODEL = {
    "HEARTHSIDE_GUIDE_MODEL_URL": "http://127.0.0.1:8080/v1",
    "HEARTHSIDE_GUIDE_MODEL_NAME": "small",
}


def test_a_model_for_the_guide_is_off_unless_it_is_named():
    assert read_config(SOUND).guide_model_url == ""
    assert read_config({**SOUND, **MODEL}).guide_model_name == "small"


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"NAME": ""}, "must be an address"),
        ({"URL": "127.0.0.1:8080"}, "must be an address"),
        ({"URL": "file:///etc/passwd"}, "must be an address"),
        ({"URL": "http://"}, "must be an address"),
        ({"URL": "http://[::1"}, "must be an address"),
        ({"URL": "http://localhost:99999/v1"}, "must be an address"),
        ({"URL": "http://u:p@localhost/v1"}, "without a key in it"),
        ({"URL": "http://localhost/v1?key=x"}, "without a key in it"),
        ({"OUTSIDE": "yes"}, "travel in the open"),
        ({"KEY": "a", "KEY_FILE": "b"}, "not both"),
        ({"KEY": "a\nb"}, "letters no key has"),
    ],
)
def test_a_model_that_is_not_named_whole_is_refused(given, sentence):
    more = {f"HEARTHSIDE_GUIDE_MODEL_{name}": value for name, value in given.items()}

    with pytest.raises(ConfigRefused, match=sentence):
        read_config({**SOUND, **MODEL, **more})


@pytest.mark.parametrize("smallest", ["500", "1000", "5000", "15000"])
def test_each_size_of_the_list_of_towns_is_known(smallest):
    read = read_config({**SOUND, "HEARTHSIDE_PLACES_BELOW": smallest})

    assert read.places_below == int(smallest)


@pytest.mark.parametrize(
    ("address", "names"),
    [
        ("https://groups.example.org", "__Host-h __Host-c"),
        ("http://localhost:8000", "h c"),
    ],
)
def test_under_https_our_cookies_belong_to_this_host_alone(address, names):
    said = subprocess.run(
        [sys.executable, "-c", COOKIES],
        env={**os.environ, "PYTHONPATH": "src", "HEARTHSIDE_ADDRESS": address},
        capture_output=True,
        text=True,
        check=True,
    )

    name, _, rest = said.stdout.strip().rpartition(" | ")
    assert name == names
    # A browser drops a cookie of that name that is not secure, or not for the whole host.
    assert rest == f"{address.startswith('https')} None / None /"
