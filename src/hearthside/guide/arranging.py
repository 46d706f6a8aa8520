"""A language model of the host's: it may put the guide's quotations in order, and no more.

Off unless a host names one. It gets the question and the quotations, each time anew, and
never when danger was found: the guide has answered then. What it says is an order
(`engines/guiding/arranging.py`) or nothing; then the guide answers as without it.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings

from hearthside.core import fetching
from hearthside.core.fetching import NotFetched, Rules
from hearthside.core.refusals import Refusal
from hearthside.engines.guiding.arranging import Part, order_in, request
from hearthside.engines.retrieval.asking import find_the_question
from hearthside.engines.strict_json import NotReadable

log = logging.getLogger(__name__)

# Somebody waits for the answer.
SECONDS: Final = 4.0
MOST_BYTES: Final = 64 * 1024
LONGEST_KEY: Final = 500
# One that failed is left alone so long: it would hold up everybody who asks.
REST: Final = 60.0

_one_at_a_time = threading.Lock()


class _Rest:
    """Until when the model is left alone, by this process's own clock."""

    until = 0.0


class NoOrder(Refusal):
    """The model gave no order; the sentence says why, for the host."""


def is_on() -> bool:
    """Return whether the host named a model."""
    return bool(settings.CONFIG.guide_model_url)


def stands_at() -> str:
    """Return the name of the machine the model is asked on."""
    return urlsplit(settings.CONFIG.guide_model_url).hostname or ""


def is_outside() -> bool:
    """Return whether the host allowed a model on a machine of somebody else."""
    return is_on() and bool(settings.CONFIG.guide_model_outside)


def order(
    question: str, quotations: Sequence[Sequence[str]]
) -> tuple[Part, ...] | None:
    """Return in which order to show quotations, or None to show them as they are.

    One question at a time: whoever asks meanwhile is answered without it.
    """
    if time.monotonic() < _Rest.until or not _one_at_a_time.acquire(blocking=False):
        return None
    try:
        return ask(question, quotations)
    except NoOrder:
        # Why is for doctor: it may hold a name of the host's, and a log line holds none.
        log.warning("the language model gave the guide no order")
        return None
    finally:
        _one_at_a_time.release()


def ask(question: str, quotations: Sequence[Sequence[str]]) -> tuple[Part, ...]:
    """Return the order the model gives.

    Raises NoOrder.
    """
    config = settings.CONFIG
    asked = find_the_question(question).question
    words = request(asked, quotations, name=config.guide_model_name)
    link = config.guide_model_url.rstrip("/") + "/chat/completions"
    try:
        raw = fetching.tell(link, words, rules=_rules(), headers=_headers())
    except Refusal as no:
        _Rest.until = time.monotonic() + REST
        raise NoOrder(no.why) from no
    try:
        return order_in(raw, quotations)
    except NotReadable as no:
        raise NoOrder(no.why) from no


def _rules() -> Rules:
    outside = is_outside()
    return Rules(
        # Within one's own network a model seldom has a certificate.
        https_only=outside,
        most_bytes=MOST_BYTES,
        seconds=SECONDS,
        patience=SECONDS,
        reach=_near_or_open if outside else fetching.is_near,
    )


def _near_or_open(address: str) -> bool:
    return fetching.is_near(address) or fetching.may_reach(address)


def _headers() -> dict[str, str]:
    key = _key()
    return {"Authorization": f"Bearer {key}"} if key else {}


def _key() -> str:
    """Return the key the model asks for, or "".

    Raises NotFetched: the file it is in cannot be read.
    """
    config = settings.CONFIG
    if not config.guide_model_key_file:
        return str(config.guide_model_key)
    try:
        with Path(config.guide_model_key_file).open(encoding="utf-8") as file:
            key = file.read(LONGEST_KEY + 1).strip()
    except (OSError, UnicodeDecodeError) as fault:
        raise NotFetched("The file with its key cannot be read.") from fault
    if len(key) > LONGEST_KEY or not key.isascii() or not key.isprintable():
        raise NotFetched("The file with its key holds more than a key.")
    return key
