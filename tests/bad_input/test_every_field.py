"""C, G and H of the catalogue, asked of every field of every form there is."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from tests.bad_input.forms import Form
from tests.bad_input.payloads import (
    CODE,
    JSON,
    LETTERS,
    MARKUP,
    NUMBERS,
    live_in,
    sendable,
)

FINE = {200, 302, 303, 400, 403, 404, 409, 413, 422, 429}
# Browsers do not show these again either.
NOT_SHOWN_AGAIN = {"password", "hidden", "number", "date", "time"}
pytestmark = [pytest.mark.usefixtures("no_limits"), pytest.mark.slow]


def sent(browser: Client, form: Form, field: str, words: str) -> Any:
    """Send one form with one odd answer, and take back whatever it changed."""
    before, cookies = transaction.savepoint(), browser.cookies.copy()
    try:
        return form.send(browser, **{field: sendable(words)})
    finally:
        transaction.savepoint_rollback(before)
        browser.cookies = cookies


def why_wrong(browser: Client, form: Form, field: str, words: str) -> str:
    try:
        answer = sent(browser, form, field, words)
    except Exception as fault:  # noqa: BLE001 - all of them are listed at once
        return f"{type(fault).__name__}: {fault}"[:200]
    page = answer.content.decode()
    if answer.status_code not in FINE:
        return f"answered {answer.status_code}"
    if answer.status_code >= 400 and len(re.sub(r"<[^>]+>|\s", "", page)) < 10:
        return f"{answer.status_code} without a sentence"
    return ", ".join(live_in(page))


@pytest.mark.parametrize(
    "payloads",
    [MARKUP, CODE, LETTERS, NUMBERS, JSON],
    ids=["markup", "code", "letters", "numbers", "json"],
)
def test_every_field_answers_anything_with_a_sentence(payloads, every_form, browsers):
    wrong = [
        f"{who} {form.name}.{field} {words[:40]!r}: {said}"
        for who, form in every_form
        for field in form.texts
        for words in payloads
        if (said := why_wrong(browsers[who], form, field, words))
    ]

    assert not wrong, "\n".join(wrong)


def test_every_form_is_asked(every_form):
    names = {form.name for _who, form in every_form}

    assert {
        "account_login", "account_signup", "account_reset_password", "account_email",
        "account_change_password", "account_reauthenticate", "mfa_login_webauthn",
        "mfa_add_webauthn", "mfa_activate_totp", "come", "nobody", "join", "tell_me",
        "leave_group", "answer", "confirm", "move", "call_off", "details", "listings",
    } <= names  # fmt: skip


@pytest.mark.parametrize("words", ["' OR 1=1--", "{{7*7}}", "<b>bold</b>", "Zoë & Co"])
def test_what_was_typed_stays_typed(words, every_form, browsers):
    lost = []
    for who, form in every_form:
        for field in form.texts:
            if form.kinds[field] in NOT_SHOWN_AGAIN:
                continue
            answer = sent(browsers[who], form, field, words)
            shown = html.unescape(answer.content.decode())
            if answer.status_code in {200, 400, 409, 422} and words not in shown:
                lost.append(f"{who} {form.name}.{field}: {answer.status_code}")

    assert not lost, "\n".join(lost)


def test_every_field_at_its_limit_and_one_beyond(every_form, browsers):
    wrong = []
    for who, form in every_form:
        for field, limit in form.limits.items():
            if said := why_wrong(browsers[who], form, field, "e" * limit):
                wrong.append(f"{form.name}.{field} at {limit}: {said}")
            beyond = sent(browsers[who], form, field, "e" * (limit + 1))
            if beyond.status_code in {302, 303}:
                wrong.append(f"{form.name}.{field} beyond {limit} was taken")

    assert not wrong, "\n".join(wrong)


def test_a_megabyte_in_any_field_is_too_much(every_form, browsers):
    taken = [
        f"{form.name}.{field}: {answer.status_code}"
        for who, form in every_form
        for field in form.texts
        if (answer := sent(browsers[who], form, field, "e" * 1_000_000)).status_code
        not in {400, 413, 422}
    ]

    assert not taken, "\n".join(taken)
