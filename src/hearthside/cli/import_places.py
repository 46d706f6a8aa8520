from __future__ import annotations

from typing import Any


def add_to(subparsers: Any) -> None:
    """Nothing yet."""
