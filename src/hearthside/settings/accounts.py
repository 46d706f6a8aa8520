"""Accounts, as the account library is told of them: names, passwords, keys, limits."""

from __future__ import annotations

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("called", "email")},
    },
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "tonight"
ACCOUNT_LOGOUT_REDIRECT_URL = "tonight"
ACCOUNT_ADAPTER = "hearthside.web.accounts.HouseAccounts"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "called"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*"]
ACCOUNT_FORMS = {
    "signup": "hearthside.web.account_forms.SignUp",
    "login": "hearthside.web.account_forms.SignIn",
    "reset_password": "hearthside.web.account_forms.AskForALink",
    "reset_password_from_key": "hearthside.web.account_forms.NewPassword",
    "change_password": "hearthside.web.account_forms.ChangePassword",
    "add_email": "hearthside.web.account_forms.AddAddress",
    "reauthenticate": "hearthside.web.account_forms.PasswordOnceMore",
}
ACCOUNT_SIGNUP_FORM_CLASS = "hearthside.web.accounts.Affirmation"
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# Written like any other and never sent: see HouseAccounts.send_mail.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
# Strict, because addresses need not be confirmed here: signing up never says whether one is
# known. Only one account can ever confirm it.
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
# A link in a letter is good for a day: a letter lies about for longer than that.
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60
ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS = 1
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_USERNAME_MIN_LENGTH = 2
ACCOUNT_PRESERVE_USERNAME_CASING = True
ACCOUNT_USER_DISPLAY = "hearthside.people.signing_in.display"
ACCOUNT_MAX_EMAIL_ADDRESSES = 2
ACCOUNT_RATE_LIMITS = {
    # A household may try ten a minute, an account ten in five minutes: whoever owns it
    # still comes in by passkey meanwhile.
    "login_failed": "10/m/ip,10/300s/key",
    "reset_password": "10/h/ip,3/h/key",
    "signup": "10/h/ip",
}
MFA_ADAPTER = "hearthside.web.accounts.HouseKeys"
MFA_FORMS = {
    "authenticate": "hearthside.web.account_forms.CodeToo",
    "reauthenticate": "hearthside.web.account_forms.CodeOnceMore",
    "activate_totp": "hearthside.web.account_forms.FirstCode",
    "add_webauthn": "hearthside.web.account_forms.AddPasskey",
    "login_webauthn": "hearthside.web.account_forms.ComeInByPasskey",
    "authenticate_webauthn": "hearthside.web.account_forms.PasskeyToo",
    "reauthenticate_webauthn": "hearthside.web.account_forms.PasskeyOnceMore",
    "edit_webauthn": "hearthside.web.account_forms.RenamePasskey",
}
# Whoever helps to run this place has a second factor, and is written to.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Notices"
