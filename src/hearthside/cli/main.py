"""hearthside: every command on one screen."""

from __future__ import annotations

import os
import sys

from django.core.management import execute_from_command_line


def main(argv: list[str] | None = None) -> int:
    """Run the command named by the arguments; return its exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hearthside.settings.django")
    execute_from_command_line(
        ["hearthside", *(argv if argv is not None else sys.argv[1:])]
    )
    return 0
