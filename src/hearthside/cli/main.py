"""hearthside: every command on one screen."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

import django

from hearthside.settings.config import ConfigRefused

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hearthside.settings.django")
DJANGO_SPEAKS = frozenset(
    {"makemigrations", "migrate", "shell", "sqlmigrate", "showmigrations", "check"}
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command named by the arguments; return its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        django.setup()
    except ConfigRefused as refusal:
        print(f"The house did not open. {refusal}", file=sys.stderr)
        return 2
    if words and words[0] in DJANGO_SPEAKS:
        return _django(words)
    parser = _parser()
    args = parser.parse_args(words)
    if not hasattr(args, "run"):
        parser.print_help()
        return 2
    code: int = args.run(args)
    return code


def _parser() -> argparse.ArgumentParser:
    # Commands import rooms, and rooms want Django awake: so here, not at the top.
    from hearthside.cli import commands  # noqa: PLC0415

    parser = argparse.ArgumentParser(
        prog="hearthside", description="A home for peer support groups."
    )
    commands.add_all(parser.add_subparsers(title="commands", metavar="COMMAND"))
    return parser


def _django(words: list[str]) -> int:
    from django.core.management import execute_from_command_line  # noqa: PLC0415

    execute_from_command_line(["hearthside", *words])
    return 0
