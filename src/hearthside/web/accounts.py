"""Accounts: what our house asks of django-allauth."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django import forms
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hearthside.organisation.wording import the_house
from hearthside.people import chosen_names
from hearthside.people.signing_up import put_down


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


class HouseAccounts(DefaultAccountAdapter):
    """Names as people choose them; letters that say nothing; a fixed address."""

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
        context = {
            **context,
            "house": the_house(),
            "address": settings.CONFIG.base_address,
        }
        super().send_mail(template_prefix, email, context)

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
