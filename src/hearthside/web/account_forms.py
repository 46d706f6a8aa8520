"""The account library's forms, asking in our words."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa.webauthn import forms as keys
from django import forms
from django.utils.translation import gettext_lazy as _

A_PASSWORD = _("At least 10 letters. A few words in a row are easy to keep in mind.")


def ask(field: forms.Field, label: Any, help_text: Any = "") -> None:
    """Put a question into our words; what stands in an empty box is no question."""
    field.label = label
    field.help_text = help_text
    field.widget.attrs.pop("placeholder", None)


class SignUp(account.SignupForm):
    """A name first; an e-mail only for who wants letters; being 18 or over last."""

    field_order = ["username", "password1", "email", "adult"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(self.field_order)
        ask(
            self.fields["username"],
            _("A name for you here"),
            _("Any name but one that speaks for us."),
        )
        ask(self.fields["password1"], _("A password"), A_PASSWORD)
        ask(
            self.fields["email"],
            _("An e-mail address"),
            _(
                "Only for letters you ask for, and to get in when you forget the password."
            ),
        )


class SignIn(account.LoginForm):
    """The name and the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask(self.fields["login"], _("Your name here"))
        ask(self.fields["password"], _("Your password"))


class AskForALink(account.ResetPasswordForm):
    """Where the letter with the link goes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask(self.fields["email"], _("Your e-mail address"))


class NewPassword(account.ResetPasswordKeyForm):
    """The new password, twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask(self.fields["password1"], _("A new password"), A_PASSWORD)
        ask(self.fields["password2"], _("The same once more"))


class ChangePassword(account.ChangePasswordForm):
    """The old password, then the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask(self.fields["oldpassword"], _("The password you have now"))
        ask(self.fields["password1"], _("A new password"), A_PASSWORD)
        ask(self.fields["password2"], _("The same once more"))


class AddAddress(account.AddEmailForm):
    """An address for letters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask(self.fields["email"], _("An e-mail address"))


class AddPasskey(keys.AddWebAuthnForm):
    """A passkey that opens the door on its own, unless somebody would rather not."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask(
            self.fields["name"],
            _("What shall we call it?"),
            _("So that you know it again, such as: my phone."),
        )
        self.initial["name"] = ""
        ask(self.fields["passwordless"], _("It may let me in without my password"))
        self.initial["passwordless"] = True
