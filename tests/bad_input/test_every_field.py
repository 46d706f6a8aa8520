"""C, G and H of the catalogue, asked of every field of every form there is."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from itertools import cycle, islice, product
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
# So many fields, and it is cheaper to ask about several at once.
SMALL = 4
pytestmark = [pytest.mark.usefixtures("no_limits"), pytest.mark.slow]


def sent(browser: Client, form: Form, odd: dict[str, str]) -> Any:
    """Send one form with these odd answers, and take back whatever it changed."""
    before, cookies = transaction.savepoint(), browser.cookies.copy()
    try:
        return form.send(
            browser, **{field: sendable(words) for field, words in odd.items()}
        )
    finally:
        transaction.savepoint_rollback(before)
        browser.cookies = cookies


def why_wrong(browser: Client, form: Form, odd: dict[str, str]) -> str:
    try:
        answer = sent(browser, form, odd)
    except Exception as fault:  # noqa: BLE001 - all of them are listed at once
        return f"{type(fault).__name__}: {fault}"[:200]
    is_paper = answer.get("Content-Type", "").startswith("application/pdf")
    page = "" if is_paper else answer.content.decode()
    if answer.status_code not in FINE:
        return f"answered {answer.status_code}"
    if answer.status_code >= 400 and len(re.sub(r"<[^>]+>|\s", "", page)) < 10:
        return f"{answer.status_code} without a sentence"
    return ", ".join(live_in(page))


def odd_answers(form: Form, payloads: Sequence[str]) -> Iterator[dict[str, str]]:
    """Yield each field with each of these words: alone in a small form.

    In a large one every field gets one at a time, each another one, and each field in
    turn is odd alone, so that a sentence for one hides nothing in the others.
    """
    if len(form.texts) <= SMALL:
        for field, words in product(form.texts, payloads):
            yield {field: words}
        return
    for first in range(len(payloads)):
        turned = islice(cycle(payloads), first, None)
        yield dict(zip(form.texts, turned, strict=False))
        for number, field in enumerate(form.texts):
            if (first + number) % SMALL == 0:
                yield {field: payloads[first]}


# In four parts, so that none of them takes as long as a test that hangs.
@pytest.mark.parametrize("part", range(4))
# Letters and numbers may trouble each database in its own way; the rest troubles pages.
@pytest.mark.parametrize(
    "payloads",
    [
        pytest.param(MARKUP, id="markup", marks=pytest.mark.sqlite),
        pytest.param(CODE, id="code", marks=pytest.mark.sqlite),
        pytest.param(LETTERS, id="letters"),
        pytest.param(NUMBERS, id="numbers"),
        pytest.param(JSON, id="json", marks=pytest.mark.sqlite),
    ],
)
def test_every_field_answers_anything_with_a_sentence(
    payloads, part, every_form, browsers
):
    wrong = [
        f"{who} {form.name} {odd!r}"[:160] + f": {said}"
        for who, form in every_form[part::4]
        for odd in odd_answers(form, payloads)
        if (said := why_wrong(browsers[who], form, odd))
    ]

    assert not wrong, "\n".join(wrong)


def test_every_form_is_asked(every_form):
    names = {form.name for _who, form in every_form}

    assert {
        "account_login", "account_signup", "account_reset_password", "account_email",
        "account_change_password", "account_reauthenticate", "mfa_login_webauthn",
        "mfa_add_webauthn", "mfa_activate_totp", "come", "nobody", "join", "tell_me",
        "leave_group", "answer", "confirm", "move", "call_off", "details", "listings",
        "check_in", "close_evening", "worry", "worried", "my_worry_step", "record_step",
        "close_record", "review_record", "ask_record", "asked", "close_worry", "practice",
    } <= names  # fmt: skip


@pytest.mark.parametrize("words", ["' OR 1=1--", "{{7*7}}", "<b>bold</b>", "Zoë & Co"])
def test_what_was_typed_stays_typed(words, every_form, browsers):
    lost = []
    for who, form in every_form:
        for field in form.texts:
            if form.kinds[field] in NOT_SHOWN_AGAIN:
                continue
            answer = sent(browsers[who], form, {field: words})
            shown = html.unescape(answer.content.decode())
            if answer.status_code in {200, 400, 409, 422} and words not in shown:
                lost.append(f"{who} {form.name}.{field}: {answer.status_code}")

    assert not lost, "\n".join(lost)


def test_every_field_at_its_limit_and_one_beyond(every_form, browsers):
    wrong = []
    for who, form in every_form:
        for field, limit in form.limits.items():
            if said := why_wrong(browsers[who], form, {field: "e" * limit}):
                wrong.append(f"{form.name}.{field} at {limit}: {said}")
            beyond = sent(browsers[who], form, {field: "e" * (limit + 1)})
            if beyond.status_code in {302, 303}:
                wrong.append(f"{form.name}.{field} beyond {limit} was taken")

    assert not wrong, "\n".join(wrong)


def test_a_megabyte_in_any_field_is_too_much(every_form, browsers):
    taken = [
        f"{form.name}.{field}: {answer.status_code}"
        for who, form in every_form
        for field in form.texts
        if (answer := sent(browsers[who], form, {field: "e" * 1_000_000})).status_code
        not in {400, 413, 422}
    ]

    assert not taken, "\n".join(taken)
