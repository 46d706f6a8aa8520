"""A name here with a passkey and nothing else: no password, no address, no letter to wait for.

The account library signs somebody up by passkey only after it confirmed an e-mail. Here
the name waits in the session, under an id drawn for it, until the passkey has answered;
then both are kept at once, so that no name is taken by somebody who went away. What the
passkey answers is judged by the library's own form, and its own flow signs them in.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from allauth.account.adapter import get_adapter
from allauth.account.internal.templatekit import get_entrance_context_data
from allauth.account.models import Login
from allauth.account.utils import setup_user_email
from allauth.core import ratelimit
from allauth.mfa.recovery_codes.internal.flows import auto_generate_recovery_codes
from allauth.mfa.webauthn.internal import auth, flows
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor, Anybody
from hearthside.people.signing_up import new_person_id, somebody_new
from hearthside.web.account_forms import FirstPasskey, NameFirst, SignUp

WAITS_FOR: Final = timedelta(minutes=20)
_WAITING: Final = "begin_with_passkey"
_GO_ON_TO: Final = "go_on_to"


class SendAgain(HttpResponseRedirect):
    """The same form, sent once more to another address of ours."""

    status_code = 307


def take_name(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Keep the name in the session, and go on to the passkey."""
    if isinstance(actor, Actor):
        return redirect("mine")
    if request.POST.get("password1"):
        # The first button of a form is also the Enter key: a password is a wish.
        return SendAgain(reverse("account_signup"))
    if too_often := ratelimit.consume_or_429(request, action="signup"):
        return too_often
    form = NameFirst(request.POST)
    if not form.is_valid():
        return _ask_again(request, form)
    cleaned = form.cleaned_data
    request.session[_WAITING] = {
        "id": new_person_id(),
        "called": cleaned["username"],
        # An address somebody else has confirmed is not said to be theirs.
        "email": "" if form.account_already_exists else cleaned.get("email") or "",
        "until": (now + WAITS_FOR).timestamp(),
    }
    request.session[_GO_ON_TO] = request.POST.get("next", "")[:2000]
    return redirect("begin_with_passkey")


def show(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Ask the device for a passkey."""
    waiting = _waiting(request, now)
    if isinstance(actor, Actor) or waiting is None:
        return redirect("mine" if isinstance(actor, Actor) else "account_signup")
    return _ask_the_device(request, waiting, None)


def act(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Keep the name and the passkey, and sign in with it; spare codes come next."""
    waiting = _waiting(request, now)
    if isinstance(actor, Actor) or waiting is None:
        return redirect("mine" if isinstance(actor, Actor) else "account_signup")
    person = somebody_new(person_id=waiting["id"], called=waiting["called"])
    person.email = waiting["email"]
    form = FirstPasskey(request.POST, user=person)
    if not form.is_valid():
        return _ask_the_device(request, waiting, form)
    try:
        with transaction.atomic():
            person.save(force_insert=True)
            if person.email:
                setup_user_email(request, person, [])
            passkey = flows.signup_authenticator(
                request,
                user=person,
                name=_("My first passkey"),
                credential=form.cleaned_data["credential"],
            )
    except IntegrityError:
        # Somebody took the name while the passkey was made.
        return _ask_again(request, NameFirst(_typed(waiting)))
    request.session.pop(_WAITING, None)
    answer = flows.perform_passwordless_login(
        request, passkey, Login(user=person, signup=True)
    )
    # The device asked for their finger or PIN a moment ago: codes may be shown at once.
    flows.reauthenticate(request, passkey)
    if not auto_generate_recovery_codes(request):
        return answer
    return redirect("mfa_view_recovery_codes")


def go_on(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Go where somebody wanted to go before they began."""
    wanted = request.session.get(_GO_ON_TO, "")
    if isinstance(wanted, str) and get_adapter(request).is_safe_url(wanted):
        return redirect(wanted)
    return redirect("tonight")


def _waiting(request: HttpRequest, now: datetime) -> dict[str, Any] | None:
    waiting: dict[str, Any] | None = request.session.get(_WAITING)
    return waiting if waiting and now.timestamp() < waiting["until"] else None


def _typed(waiting: dict[str, Any]) -> dict[str, str]:
    return {
        "username": waiting["called"],
        "email": waiting["email"],
        "adult": "on",
    }


def _ask_the_device(
    request: HttpRequest, waiting: dict[str, Any], form: FirstPasskey | None
) -> HttpResponse:
    person = somebody_new(person_id=waiting["id"], called=waiting["called"])
    told = {
        "form": form or FirstPasskey(user=person),
        "called": waiting["called"],
        "js_data": {"creation_options": auth.begin_registration(person, True)},
    }
    status = 422 if form else 200
    return render(request, "account/begin_with_passkey.html", told, status=status)


def _ask_again(request: HttpRequest, form: SignUp) -> HttpResponse:
    # Here the password is one of two ways; there it is what the page asks for.
    form.fields["password1"].required = True
    following = request.POST.get("next", "")[:2000]
    told = {
        **get_entrance_context_data(request),
        "form": form,
        "redirect_field": format_html(
            '<input type="hidden" name="next" value="{}">', following
        )
        if following
        else "",
    }
    return render(request, "account/signup.html", told, status=422)
