"""What the tests of the desk share: a folder of their own, a coordinator's browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from tests.cast import signed_in


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / "readings"


@pytest.fixture
def desk(olu) -> Client:
    return signed_in(olu)
