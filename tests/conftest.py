"""Every test sees the cast, on whichever database the house is told of."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import caches

from tests import statements
from tests.cast import *
from tests.evening import *
from tests.laid_tables import tables_for_tests
from tests.record_scene import raised, record, sia  # noqa: F401

ROOT = Path(__file__).resolve().parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--quick",
        action="store_true",
        help="the share of the matrix that bin/check has time for",
    )
    statements.add_options(parser)


def pytest_configure(config: pytest.Config) -> None:
    from django.conf import settings

    # The static server looks for its folder when the first request comes.
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    statements.register(config)


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_blocker: Any,
    django_db_modify_db_settings: None,
) -> Iterator[None]:
    """Instead of the plugin's own, which migrates in every process anew."""
    with django_db_blocker.unblock(), tables_for_tests(), django_db_blocker.block():
        yield


def real_data() -> Path:
    """Return the folder of real data, or skip loudly."""
    folder = Path(
        os.environ.get("HEARTHSIDE_REAL_DATA", ROOT.parent / "shared" / "data")
    )
    if not folder.is_dir():
        pytest.skip(
            f"REAL DATA ABSENT: {folder} is not there; set HEARTHSIDE_REAL_DATA"
        )
    return folder


@pytest.fixture
def feeds() -> Path:
    return real_data() / "meeting-guide"


@pytest.fixture(autouse=True)
def plain_static(settings) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {
            "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        },
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def limits_begin_anew() -> None:
    """Count nobody's requests from one test to the next."""
    caches["memory"].clear()


@pytest.fixture(autouse=True)
def plain_tokens(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw every form's token alike: no test may meet a short word in it by chance."""
    monkeypatch.setattr(
        "django.middleware.csrf.get_random_string",
        lambda length, *_, **__: "z" * length,
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/engines/" in str(item.path):
            item.add_marker(pytest.mark.engine)
