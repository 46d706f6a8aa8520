"""The commands there are."""

from __future__ import annotations

from typing import Any

from hearthside.cli import (
    analyse,
    backup,
    bounce,
    demo_command,
    doctor,
    documents,
    evaluate,
    feeds,
    import_command,
    index,
    jobs_command,
    library,
    match,
    packs,
    prepare,
    report,
    restore,
    serve,
    set_up,
    verify_deployment,
    verify_slip,
)

COMMANDS = (
    serve,
    prepare,
    jobs_command,
    set_up,
    demo_command,
    import_command,
    feeds,
    match,
    evaluate,
    analyse,
    packs,
    report,
    library,
    index,
    bounce,
    backup,
    restore,
    doctor,
    documents,
    verify_slip,
    verify_deployment,
)


def add_all(subparsers: Any) -> None:
    """Let each command say which words it takes."""
    for command in COMMANDS:
        command.add_to(subparsers)
