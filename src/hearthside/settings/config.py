"""Every setting of the house, read once from the environment.

Each name here is described in docs/host/settings.md; a house test holds the two equal.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from urllib.parse import urlsplit

# The sizes in which the list of towns comes.
TOWNS_FROM = (500, 1000, 5000, 15000)
# A local part is 64 long at most, and 49 of them are ours.
LONGEST_BOUNCE = 15
LAPTOP_SECRET = "a laptop's secret, refused in production"  # noqa: S105


class ConfigRefused(Exception):
    """The settings would leave the house open; the sentence says which and why."""


@dataclass(frozen=True, slots=True)
class Config:
    """Settings as a host gives them: HEARTHSIDE_ + the name in capitals."""

    production: bool = False
    demo: bool = True
    debug: bool = False
    secret: str = LAPTOP_SECRET
    old_secrets: tuple[str, ...] = ()
    host: str = "127.0.0.1"
    port: int = 8000
    address: str = ""
    allowed_hosts: tuple[str, ...] = ("localhost", "127.0.0.1", "[::1]")
    behind_proxy: bool = False
    data_dir: Path = Path(".run/data")
    database_url: str = ""
    redis_url: str = ""
    page_threads: int = 4
    page_workers: int = 1
    live_port: int = 0
    live_words_a_minute: int = 60
    live_streams: int = 5000
    smtp_url: str = ""
    mail_from: str = "notices@localhost"
    bounce_address: str = ""
    backup_key: str = ""
    language: str = "en-gb"
    places_below: int = 1000
    feeds_over_http: bool = False
    feed_megabytes: int = 50
    guide_model_url: str = ""
    guide_model_name: str = ""
    guide_model_key: str = ""
    guide_model_key_file: str = ""
    guide_model_outside: bool = False

    @property
    def base_address(self) -> str:
        """The address people type, without a slash at the end."""
        return self.address.rstrip("/") or f"http://localhost:{self.port}"

    @property
    def live_at(self) -> int:
        """The port the live process listens on: the next one, unless another is named."""
        return self.live_port or self.port + 1

    @property
    def is_https(self) -> bool:
        return urlsplit(self.base_address).scheme == "https"


def read_config(environment: Mapping[str, str] = os.environ) -> Config:
    """Return the settings found in the environment, over defaults safe on a laptop.

    Raises ConfigRefused: a value that cannot be read, a name nobody knows, or a
    production house with a default secret, debug on, wildcard hosts or no https.
    """
    given: dict[str, object] = {}
    known = {field.name: field for field in fields(Config)}
    for name, raw in environment.items():
        if not name.startswith("HEARTHSIDE_") or name in ELSEWHERE:
            continue
        key = name.removeprefix("HEARTHSIDE_").lower()
        if key not in known:
            raise ConfigRefused(
                f"{name} is not a setting. docs/host/settings.md has them."
            )
        given[key] = _value(name, raw, type_of=str(known[key].type))
    config = Config(**given)  # type: ignore[arg-type]
    if config.places_below not in TOWNS_FROM:
        raise ConfigRefused(
            f"HEARTHSIDE_PLACES_BELOW is {config.places_below}; "
            "write 500, 1000, 5000 or 15000."
        )
    if not 1 <= config.feed_megabytes <= 200:
        raise ConfigRefused(
            f"HEARTHSIDE_FEED_MEGABYTES is {config.feed_megabytes}; write 1 to 200."
        )
    if config.live_words_a_minute < 1 or config.live_streams < 1:
        raise ConfigRefused(
            "HEARTHSIDE_LIVE_WORDS_A_MINUTE and HEARTHSIDE_LIVE_STREAMS are 1 at least."
        )
    if config.live_at == config.port:
        raise ConfigRefused(
            "HEARTHSIDE_LIVE_PORT must be another than HEARTHSIDE_PORT."
        )
    name, at, domain = config.bounce_address.partition("@")
    if config.bounce_address and not (
        at and domain and 0 < len(name) <= LONGEST_BOUNCE and "+" not in name
    ):
        raise ConfigRefused(
            "HEARTHSIDE_BOUNCE_ADDRESS must be an address such as bounces@example.org, "
            f"with at most {LONGEST_BOUNCE} letters before the @ and no plus."
        )
    _refuse_a_careless_model(config)
    _refuse_an_open_house(config)
    return config


# Read by the tests and scripts, not by the house.
ELSEWHERE = frozenset(
    {
        "HEARTHSIDE_REAL_DATA",
        "HEARTHSIDE_TEST_POSTGRESQL",
        "HEARTHSIDE_TEST_ROUNDS",
    }
)


def _value(name: str, raw: str, *, type_of: str) -> object:
    text = raw.strip()
    if type_of == "bool":
        if text.lower() in {"1", "true", "yes", "on"}:
            return True
        if text.lower() in {"0", "false", "no", "off", ""}:
            return False
        raise ConfigRefused(f"{name} is {text!r}; write yes or no.")
    if type_of == "int":
        if not text.isascii() or not text.isdigit():
            raise ConfigRefused(f"{name} is {text!r}; write a whole number.")
        return int(text)
    if type_of == "Path":
        return Path(text)
    if type_of.startswith("tuple"):
        return tuple(part.strip() for part in text.split(",") if part.strip())
    return text


def _refuse_a_careless_model(config: Config) -> None:
    """Refuse a language model for the guide that is not named whole."""
    if not config.guide_model_url:
        return
    try:
        parts = urlsplit(config.guide_model_url)
        is_address = bool(parts.hostname) and parts.port != 0
        is_bare = not (parts.query or parts.fragment or "@" in parts.netloc)
    except ValueError:
        is_address = is_bare = False
    is_http = config.guide_model_url.startswith(("http://", "https://"))
    if not (is_http and is_address and is_bare and config.guide_model_name):
        raise ConfigRefused(
            "HEARTHSIDE_GUIDE_MODEL_URL must be an address such as "
            "http://127.0.0.1:8080/v1, without a key in it, and "
            "HEARTHSIDE_GUIDE_MODEL_NAME the name of the model there."
        )
    if config.guide_model_outside and config.guide_model_url.startswith("http://"):
        raise ConfigRefused(
            "HEARTHSIDE_GUIDE_MODEL_URL must begin with https:// when "
            "HEARTHSIDE_GUIDE_MODEL_OUTSIDE is on: questions would travel in the open."
        )
    key = config.guide_model_key
    if key and config.guide_model_key_file:
        raise ConfigRefused(
            "Give HEARTHSIDE_GUIDE_MODEL_KEY or HEARTHSIDE_GUIDE_MODEL_KEY_FILE, not both."
        )
    if not (key.isascii() and key.isprintable()):
        raise ConfigRefused("HEARTHSIDE_GUIDE_MODEL_KEY has letters no key has.")


def _refuse_an_open_house(config: Config) -> None:
    if not config.production:
        return
    if config.secret == LAPTOP_SECRET or len(config.secret) < 32:
        raise ConfigRefused(
            "HEARTHSIDE_SECRET is missing or shorter than 32 characters. "
            "Make one with: python3 -c 'import secrets; print(secrets.token_urlsafe(48))'"
        )
    if config.debug:
        raise ConfigRefused(
            "HEARTHSIDE_DEBUG is on. A house with people in it has it off."
        )
    if any("*" in name or name.startswith(".") for name in config.allowed_hosts):
        raise ConfigRefused(
            "HEARTHSIDE_ALLOWED_HOSTS has a wildcard. Name each host people type."
        )
    if not config.is_https:
        raise ConfigRefused(
            "HEARTHSIDE_ADDRESS must be the https address people type, such as "
            "https://groups.example.org."
        )
    if config.demo:
        raise ConfigRefused(
            "HEARTHSIDE_DEMO is on, and its people have known passwords. "
            "Set HEARTHSIDE_DEMO=no."
        )
