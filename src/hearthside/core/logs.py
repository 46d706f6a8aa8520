"""Log lines: one event, ids and counts, never a word anybody said."""

from __future__ import annotations

import json
import logging
import re
from typing import Final

# Loggers that a request alone can set off.
STRANGERS: Final = (
    "django.security",
    "hearthside.web.limits",
    "hearthside.web.account_forms",
)
A_MINUTE: Final = 60.0
MOST_KINDS: Final = 100
_STANDARD: Final = frozenset(
    vars(logging.LogRecord("", 0, "", 0, "", (), None)) | {"message": "", "asctime": ""}
)
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class NoWords(logging.Filter):
    """Drop what a log line may not carry: request bodies, query strings, people's words.

    Of an address only its pattern stays: in its place may stand a key that opens an
    account, or which group somebody looked at.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        asked = record.__dict__.pop("request", None)
        if asked is not None and isinstance(record.args, tuple):
            pattern = getattr(getattr(asked, "resolver_match", None), "route", "")
            record.args = tuple(
                f"/{pattern or '...'}" if _is_address(one) else one
                for one in record.args
            )
        return True


class Seldom(logging.Filter):
    """Let a stranger's nonsense make one line a minute for each kind of it.

    Without it, whoever sends a million bad requests writes a million lines on our disk.
    """

    def __init__(self) -> None:
        super().__init__()
        self.last: dict[str, float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        if not record.name.startswith(STRANGERS):
            return True
        kind = f"{record.name} {record.msg}"[:80] if record.args else record.name
        if record.created - self.last.get(kind, 0) < A_MINUTE:
            return False
        if len(self.last) < MOST_KINDS or kind in self.last:
            self.last[kind] = record.created
        return True


class Line(logging.Formatter):
    """Write one record as one line; a newline or an escape inside it is made visible."""

    def format(self, record: logging.LogRecord) -> str:
        given = {k: v for k, v in vars(record).items() if k not in _STANDARD}
        kept = {
            key: value
            for key, value in given.items()
            if isinstance(value, int | float | bool) or key in {"id", "kind", "route"}
        }
        message = _CONTROL.sub(_visible, record.getMessage())[:500]
        parts = [self.formatTime(record, "%Y-%m-%dT%H:%M:%S"), record.levelname.lower()]
        parts += [record.name, message]
        if kept:
            parts.append(json.dumps(kept, sort_keys=True, default=str))
        if record.exc_info:
            # Where it broke, not what it held: locals and messages may carry words.
            kind, _, trace = record.exc_info
            parts.append(f"{getattr(kind, '__name__', 'fault')} at")
            while trace is not None:
                code = trace.tb_frame.f_code
                parts.append(f"{code.co_filename.rsplit('/', 2)[-1]}:{trace.tb_lineno}")
                trace = trace.tb_next
        return " ".join(parts)


def _is_address(one: object) -> bool:
    return isinstance(one, str) and one.startswith("/")


def _visible(found: re.Match[str]) -> str:
    return f"\\x{ord(found.group()):02x}"
