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
    key_file = (
        Path(config.guide_model_key_file) if config.guide_model_key_file else None
    )
    if key_file is not None and not key_file.is_file():
        return wrong(
            name,
            "The file with the key of the guide's language model is not there.",
            "Look at HEARTHSIDE_GUIDE_MODEL_KEY_FILE.",
        )
    if key_file is not None and key_file.stat().st_mode & ANYBODY_ELSE:
        return wrong(
            name,
            "Others on this machine can read the key of the guide's language model.",
            f"chmod 600 {key_file.resolve()}",
        )
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
