"""Every test sees the cast, on whichever database the house is told of."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cast import *

ROOT = Path(__file__).resolve().parent.parent


def pytest_configure(config: pytest.Config) -> None:
    from django.conf import settings

    # The static server looks for its folder when the first request comes.
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/engines/" in str(item.path):
            item.add_marker(pytest.mark.engine)
