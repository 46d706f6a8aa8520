"""Is the house set up for where it stands?"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings

from hearthside.cli.health.findings import Finding, well, wrong

THIS_MACHINE: Final = frozenset({"127.0.0.1", "localhost", "::1", "[::1]"})
OTHERS: Final = 0o007
ANYBODY_ELSE: Final = 0o077


def laptop_or_production(now: datetime) -> Finding:
    """Say whether the settings fit: a laptop nobody else reaches, or production."""
    config, name = settings.CONFIG, "settings"
    if config.production:
        # What would leave the house open was refused when the settings were read.
        return well(name, f"In production, at {config.base_address}.")
    if config.host in THIS_MACHINE:
        return well(
            name,
            "A safe laptop: only this machine can visit. Not for real members yet.",
        )
    return wrong(
        name,
        f"The house listens to the network ({config.host}) with a laptop's settings.",
        "Set HEARTHSIDE_PRODUCTION=yes and what it then asks for, or "
        "HEARTHSIDE_HOST=127.0.0.1.",
    )


def mail(now: datetime) -> Finding:
    """Say whether letters can leave."""
    config, name = settings.CONFIG, "mail"
    if not config.smtp_url and not config.production:
        return well(name, "Letters are printed where the house was started.")
    if not config.smtp_url:
        return wrong(
            name,
            "No mail server is named, so no letter reaches anybody.",
            "Set HEARTHSIDE_SMTP_URL, such as smtps://user:password@mail.example.org:465.",
        )
    if config.mail_from.endswith("@localhost"):
        return wrong(
            name,
            "Letters say they come from this machine; most mail servers refuse that.",
            "Set HEARTHSIDE_MAIL_FROM to a neutral address of yours.",
        )
    return well(name, f"Letters leave as {config.mail_from}.")


def private(now: datetime) -> Finding:
    """Say whether other users of this machine can read what the house keeps."""
    name, data = "private", Path(settings.DATA_DIR)
    if data.exists() and data.stat().st_mode & OTHERS:
        return wrong(
            name,
            "Other users of this machine can look into the data folder.",
            f"chmod 700 {data}",
        )
    for path in sorted({*data.glob("*.env"), *data.glob("*secret*"), Path(".env")}):
        if path.is_file() and path.stat().st_mode & ANYBODY_ELSE:
            return wrong(
                name,
                f"Others on this machine can read {path.name}, which may hold the secret.",
                f"chmod 600 {path.resolve()}",
            )
    return well(name, "Only the house's own user can read what it keeps.")
