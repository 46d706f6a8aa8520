"""Is a language model asked by the guide, where does it stand, and does it answer?"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings

from hearthside.cli.health.findings import Finding, well, wrong
from hearthside.guide import arranging
from hearthside.guide.arranging import NoOrder

ANYBODY_ELSE: Final = 0o077
# Words of ours: doctor hands over nobody's.
QUESTION: Final = "What helps with sleep?"
QUOTATIONS: Final = (("A walk before bed helped.",), ("I keep the room cool.",))


def is_said(now: datetime) -> Finding:
    """Say whether a model is named, and what it then gets. Asks nobody."""
    name, config = "guide model", settings.CONFIG
    if not arranging.is_on():
        return well(name, "The guide asks no language model.")
    if config.guide_model_key_file and (no := _key_is_open(name)):
        return no
    where = arranging.stands_at()
    gets = "It gets questions to the guide and what the guide would quote, never words of danger."
    if arranging.is_outside():
        return well(
            name,
            f"{config.guide_model_name} at {where}, outside this house. {gets} "
            "The page of the guide says so.",
        )
    return well(
        name,
        f"{config.guide_model_name} at {where}; any machine but this one and those of "
        f"your own network is refused. {gets}",
    )


def _key_is_open(name: str) -> Finding | None:
    """Return what is wrong with the file that has the key, or None."""
    path = Path(settings.CONFIG.guide_model_key_file)
    try:
        mode = path.stat().st_mode
    except OSError:
        return wrong(
            name,
            "The file with the key of the guide's language model is not there, or not ours.",
            "Look at HEARTHSIDE_GUIDE_MODEL_KEY_FILE.",
        )
    if mode & ANYBODY_ELSE:
        return wrong(
            name,
            "Others on this machine can read the key of the guide's language model.",
            f"chmod 600 {path.resolve()}",
        )
    return None


def answers() -> list[Finding]:
    """Say whether the model gives an order; nothing where none is named. Asks it."""
    if not arranging.is_on():
        return []
    name = "guide model answers"
    try:
        arranging.ask(QUESTION, QUOTATIONS)
    except NoOrder as no:
        return [
            wrong(
                name,
                f"The guide's language model gives no order: {no.why} The guide answers without it.",
                "Look at HEARTHSIDE_GUIDE_MODEL_URL, and whether the model runs; or take "
                "the setting away.",
            )
        ]
    return [well(name, "The guide's language model puts quotations in order.")]
