"""The commands there are."""

from __future__ import annotations

from typing import Any

from hearthside.cli import (
    backup,
    demo_command,
    doctor,
    import_command,
    jobs_command,
    prepare,
    restore,
    serve,
    set_up,
)

COMMANDS = (
    serve,
    prepare,
    jobs_command,
    set_up,
    demo_command,
    import_command,
    backup,
    restore,
    doctor,
)


def add_all(subparsers: Any) -> None:
    """Let each command say which words it takes."""
    for command in COMMANDS:
        command.add_to(subparsers)
