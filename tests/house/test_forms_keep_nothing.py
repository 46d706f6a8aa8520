"""What somebody typed does not come back by itself for the next person at the same browser."""

from __future__ import annotations

import re
from pathlib import Path

from django.test import Client

TEMPLATES = (
    Path(__file__).resolve().parents[2] / "src" / "hearthside" / "web" / "templates"
)
FORM = re.compile(r"<form\b[^<]*")


def forgetful(text: str) -> list[str]:
    """Return each form whose typed words a browser may bring back."""
    return [
        found.group()[:60]
        for found in FORM.finditer(text)
        if not found.group().startswith('<form autocomplete="off"')
        and 'autocomplete="off"' not in found.group().partition("{% csrf_token")[0]
    ]


def test_no_form_lets_the_browser_bring_back_what_was_typed():
    found = {
        str(path.relative_to(TEMPLATES)): said
        for path in TEMPLATES.rglob("*.html")
        if (said := forgetful(path.read_text()))
    }

    assert found == {}


def test_a_form_that_would_is_seen():
    assert forgetful('<p><form method="post">{% csrf_token %}<input></form>')
    assert not forgetful('<form autocomplete="off" method="post">')


def test_the_forms_of_an_account_are_never_the_same_twice(scene, monkeypatch):
    # A name and a password keep what password managers read, so this stands in instead.
    tokens = iter(["a" * 32, "b" * 32, "c" * 32, "d" * 32])
    monkeypatch.setattr(
        "django.middleware.csrf.get_random_string", lambda *_, **__: next(tokens)
    )
    first, second = (
        re.findall(r'<input type="hidden" name="(\w{12})">', page)
        for page in (Client().get("/account/login/").content.decode() for _ in range(2))
    )

    assert len(first) == len(second) >= 1
    assert first != second
