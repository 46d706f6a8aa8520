from __future__ import annotations

import pytest

from tests.circles_scene import circle
from tests.live.running import running

__all__ = ["circle"]


@pytest.fixture
def live(transactional_db, tmp_path, circle):
    with running(tmp_path / "live") as one:
        yield one
        # No address, no word, no fault was written down.
        assert one.log() == ""
