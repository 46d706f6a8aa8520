from __future__ import annotations

from pathlib import Path


def publish_help_now(folder: Path) -> int:
    return 0
