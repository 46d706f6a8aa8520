"""Accounts: what our house asks of django-allauth."""

from __future__ import annotations

import secrets
from hashlib import sha256
from typing import Any, Final

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import now as the_clock
from django.utils.translation import gettext_lazy as _

from hearthside.core import outbox
from hearthside.core.outbox import NOBODY, Words
from hearthside.organisation.wording import the_house
from hearthside.people import chosen_names, suspending
from hearthside.people.leaving import leaver
from hearthside.people.signing_up import put_down
from hearthside.web import session_end, study_session

# Nobody has this address. The letter is written all the same, so that the clock does not
# tell who is known, and is dropped instead of sent: we write to no stranger.
TO_NOBODY: Final = "account/email/unknown_account"
TOO_OFTEN: Final = _("That was a lot of tries. Wait a few minutes, then try again.")
_SOMEBODY_TRIED: Final = _(
    "Somebody tried a wrong password for your name %(tries)s times. "
    "If that was not you, add a passkey on the page Mine."
)


def _tries_at(name: str) -> str:
    return f"tries:{sha256(name.casefold().encode()).hexdigest()}"


class PlainTick(forms.CheckboxInput):
    """A tick the browser does not insist on, so that our own sentence is read instead."""

    def use_required_attribute(self, initial: Any) -> bool:
        return False


class Affirmation(forms.Form):
    """The one more thing asked at sign-up: being 18 or over. No birth date is kept."""

    adult = forms.BooleanField(
        required=True,
        widget=PlainTick,
        label=_("I am 18 or over"),
        error_messages={"required": ""},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        younger = the_house().younger or _("Our groups are for people of 18 or over.")
        self.fields["adult"].error_messages["required"] = str(younger)

    def signup(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Keep that they affirmed it; `save_user` already did."""


# Fewer are one's own slips of the finger.
TRIES_WORTH_SAYING: Final = 5
TRIES_KEPT: Final = 14 * 24 * 3600


class HouseKeys(DefaultMFAAdapter):
    """Second factors, refused in our words."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _(
            "That code does not fit. Wait for the next one and try it."
        ),
        "cannot_delete_authenticator": _("You need this one to sign in, so it stays."),
        "cannot_generate_recovery_codes": _("Add a passkey or an app first."),
        "rate_limited": TOO_OFTEN,
    }


class HouseAccounts(DefaultAccountAdapter):
    """Names as people choose them; letters that say nothing; a fixed address."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _(
            "That name and that password do not go together. Try again, or ask for a "
            "new password."
        ),
        "incorrect_password": _("That is not the password we know. Try again."),
        "enter_current_password": _("That is not the password we know. Try again."),
        "too_many_login_attempts": TOO_OFTEN,
        "rate_limited": TOO_OFTEN,
        "cannot_remove_primary_email": _(
            "Letters go to this address. Choose another for them first."
        ),
        "duplicate_email": _("You have given this address already."),
        "max_email_addresses": _("At most %d addresses fit. Take one away first."),
        "unverified_primary_email": _("Confirm this address first."),
    }

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        # Counted for a name nobody has too, so that it takes as long.
        key = _tries_at(str(credentials.get("username", "")))
        cache.set(key, cache.get(key, 0) + 1, TRIES_KEPT)

    def pre_login(
        self, request: HttpRequest, user: AbstractBaseUser, **more: Any
    ) -> HttpResponse | None:
        answer: HttpResponse | None = super().pre_login(request, user, **more)
        if answer is None and suspending.is_suspended(user.pk):
            # They showed that it is them, so they may read why; no session begins.
            return redirect("suspended", suspending.token_of(user.pk))
        return answer

    def post_login(
        self, request: HttpRequest, user: AbstractBaseUser, **more: Any
    ) -> HttpResponse:
        answer: HttpResponse = super().post_login(request, user, **more)
        key = _tries_at(user.get_username())
        tries = cache.get(key, 0)
        if tries >= TRIES_WORTH_SAYING:
            messages.warning(request, _SOMEBODY_TRIED % {"tries": tries})
            cache.delete(key)
        # Whoever sat here before may have been at their questions.
        study_session.let_go(request)
        session_end.begin(request, now=the_clock())
        # Whoever is leaving is asked once more, whatever page they were on the way to.
        return redirect("stay") if leaver(user) else answer

    def clean_username(self, username: str, shallow: bool = False) -> str:
        kept = chosen_names.tidy(username)
        if not shallow and (why := chosen_names.why_not(kept)):
            raise forms.ValidationError(why)
        return kept

    def save_user(
        self,
        request: HttpRequest,
        user: AbstractBaseUser,
        form: forms.BaseForm,
        commit: bool = True,
    ) -> AbstractBaseUser:
        put_down(
            user,
            called=form.cleaned_data["username"],
            affirmed_adult=bool(form.cleaned_data.get("adult")),
        )
        return super().save_user(request, user, form, commit)

    def is_safe_url(self, url: str | None) -> bool:
        # Only paths of this house; a backslash or a second slash is somebody's trick.
        return bool(
            url and url.startswith("/") and not url.startswith(("//", "/\\"))
            and "\\" not in url and "\n" not in url and "\r" not in url
        )  # fmt: skip

    def send_mail(
        self, template_prefix: str, email: str, context: dict[str, Any]
    ) -> None:
        # Laid in the outbox: the answer does not wait for a mail server, and takes as
        # long for an address we know as for one we do not.
        drawn = self.render_mail(
            template_prefix,
            email,
            {
                **context,
                "email": email,
                "house": the_house(),
                "address": settings.CONFIG.base_address,
            },
        )
        outbox.put(
            Words(str(drawn.subject), str(drawn.body)),
            key=f"account:{secrets.token_hex(16)}",
            address=email,
            still=NOBODY if template_prefix == TO_NOBODY else "",
            now=the_clock(),
        )

    def get_reset_password_from_key_url(self, key: str) -> str:
        # Whatever host a request claims, letters link to the one address of this house.
        uid, _dash, token = key.partition("-")
        path = reverse(
            "account_reset_password_from_key", kwargs={"uidb36": uid, "key": token}
        )
        return settings.CONFIG.base_address + path

    def get_email_confirmation_url(
        self, request: HttpRequest, emailconfirmation: Any
    ) -> str:
        path = reverse("account_confirm_email", args=[emailconfirmation.key])
        return settings.CONFIG.base_address + path

    def get_from_email(self) -> str:
        return str(settings.DEFAULT_FROM_EMAIL)
