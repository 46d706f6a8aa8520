"""The account library's forms, asking in our words."""

from __future__ import annotations

import logging
from typing import Any, Final

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as keys
from django import forms
from django.forms.fields import InvalidJSONInput
from django.utils.translation import gettext_lazy as _

log = logging.getLogger(__name__)
LONGEST_NAME: Final = 100
MOST_KEYS: Final = 10
# A passkey answers in one or two thousand characters.
LONGEST_ANSWER: Final = 50_000
NOTHING_HERE = _("There is nothing here yet.")
TOO_LONG = _("That is too long. At most %(limit_value)d letters fit.")
NO_ADDRESS = _("That does not look like an e-mail address. Please check it.")
ENOUGH_KEYS = _("You have ten passkeys. Take one away before you add another.")
A_CODE = _("A code from your app, or a spare one")
A_PASSWORD = _("At least 10 letters. A few words in a row are easy to keep in mind.")


def ask(field: forms.Field, label: Any, help_text: Any = "") -> None:
    """Put a question into our words; what stands in an empty box is no question."""
    field.label = label
    field.help_text = help_text
    field.widget.attrs.pop("placeholder", None)
    field.error_messages |= {"required": NOTHING_HERE, "max_length": TOO_LONG}
    if isinstance(field, forms.EmailField):
        field.error_messages["invalid"] = NO_ADDRESS


class SignUp(account.SignupForm):
    """A name first; an e-mail only for who wants letters; being 18 or over last."""

    field_order = ["username", "adult", "password1", "email"]

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
                "Only for letters you ask for, and to get in when you forget the "
                "password."
            ),
        )


class NameFirst(SignUp):
    """The same questions when a passkey comes next: there is no password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].required = False


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


class PasswordOnceMore(account.ReauthenticateForm):
    """The password, asked again before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask(self.fields["password"], _("Your password"))


class AddAddress(account.AddEmailForm):
    """An address for letters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask(self.fields["email"], _("An e-mail address"))


class Answered(forms.JSONField):
    """What a passkey answered: a short piece of JSON, whatever else somebody sends."""

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and len(value) > LONGEST_ANSWER:
            raise forms.ValidationError(self.error_messages["invalid"], "invalid")
        try:
            return super().to_python(value)
        except (ValueError, RecursionError) as trick:
            # Endless numbers and endless brackets are not "invalid" to the reader of JSON.
            raise forms.ValidationError(
                self.error_messages["invalid"], "invalid"
            ) from trick

    def bound_data(self, data: Any, initial: Any) -> Any:
        # It is made anew for each try, so it is never shown again.
        return InvalidJSONInput("")


class AnyAnswer(forms.Form):
    """A passkey's form that answers nonsense with a sentence: its library raises on some."""

    def full_clean(self) -> None:
        try:
            super().full_clean()
        except (KeyError, TypeError, ValueError) as nonsense:
            log.info("passkey answer not read: %s", type(nonsense).__name__)
            self.add_error(
                "credential",
                _("That passkey did not answer as we expected. Please try once more."),
            )


class CodeToo(mfa.AuthenticateForm):
    """A code after the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask(self.fields["code"], A_CODE)


class CodeOnceMore(mfa.ReauthenticateForm):
    """A code, asked again before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask(self.fields["code"], A_CODE)


class FirstCode(totp.ActivateTOTPForm):
    """The first code of an app, to see that it was set up right."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask(self.fields["code"], _("The code your app shows now"))


class ComeInByPasskey(AnyAnswer, keys.LoginWebAuthnForm):
    """A passkey instead of a password."""

    credential = Answered(widget=forms.HiddenInput)


class PasskeyToo(AnyAnswer, keys.AuthenticateWebAuthnForm):
    """A passkey after the password."""

    credential = Answered(widget=forms.HiddenInput)


class PasskeyOnceMore(AnyAnswer, keys.ReauthenticateWebAuthnForm):
    """A passkey, asked again before something that matters."""

    credential = Answered(widget=forms.HiddenInput)


class FirstPasskey(AnyAnswer, keys.SignupWebAuthnForm):
    """The passkey somebody new begins with."""

    credential = Answered(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["name"]


class RenamePasskey(keys.EditWebAuthnForm):
    """Another name for a passkey."""

    name = forms.CharField(max_length=LONGEST_NAME)


class AddPasskey(AnyAnswer, keys.AddWebAuthnForm):
    """A passkey that opens the door on its own, unless somebody would rather not."""

    name = forms.CharField(max_length=LONGEST_NAME, required=False)
    credential = Answered(widget=forms.HiddenInput)

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
        kept = Authenticator.objects.filter(
            user=self.user, type=Authenticator.Type.WEBAUTHN
        )
        self.is_full = kept.count() >= MOST_KEYS

    def clean(self) -> dict[str, Any]:
        if self.is_full:
            raise forms.ValidationError(ENOUGH_KEYS)
        cleaned: dict[str, Any] = super().clean()
        return cleaned
