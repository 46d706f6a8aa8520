"""Reading a letter that came back: was it, to which return address, and for good?

Sources: RFC 3464 (delivery status notifications), RFC 3463 (status codes), RFC 6522
(multipart/report).
"""

from __future__ import annotations

from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from typing import Final

LONGEST: Final = 1_000_000
# Where mail servers write to which address they delivered, most telling first.
_TOLD_IN: Final = ("X-Original-To", "Delivered-To", "Envelope-To", "To")
# Full, too large, or refused by a rule or a suspicion: another day it may be taken.
_SOFT: Final = ("5.2.2", "5.2.3", "5.3.4", "5.7.")


@dataclass(frozen=True, slots=True)
class Back:
    """One letter that was given back.

    went_to -- everything that may hold the return address, one line each.
    is_hard -- the address is not there, or takes nothing for good.
    """

    went_to: str
    is_hard: bool


def read(raw: bytes, *, recipient: str = "") -> Back | None:
    """Return what came back, or None when this is no notice of failure.

    recipient -- the address the mail server delivered to, where it says so itself.
    """
    message = message_from_bytes(raw[:LONGEST], policy=policy.default)
    assert isinstance(message, EmailMessage)  # noqa: S101 - that is what this policy makes
    status = _status(message)
    if status is None:
        return None
    told = [recipient]
    for name in _TOLD_IN:
        told += [str(value)[:400] for value in message.get_all(name, [])[:10]]
    is_hard = status.startswith("5.") and not status.startswith(_SOFT)
    return Back("\n".join(told), is_hard)


def _status(message: EmailMessage) -> str | None:
    """Return the status of the first recipient that failed (RFC 3464, 2.3), or None."""
    if message.get_content_type() != "multipart/report":
        return None
    if str(message.get_param("report-type", "")).lower() != "delivery-status":
        return None
    for part in message.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        blocks = part.get_payload()
        for block in blocks if isinstance(blocks, list) else []:
            if not isinstance(block, Message):
                continue
            action = str(block.get("Action", "")).strip().lower()
            status = str(block.get("Status", "")).strip().split(" ")[0]
            # "delayed" is no end: the server goes on trying, and says so when it stops.
            if action == "failed" and status[:2] in {"4.", "5."}:
                return status
    return None
