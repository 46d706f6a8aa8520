"""Django, told what Config says. No decisions here."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF

from hearthside.settings.accounts import *
from hearthside.settings.config import Config, read_config

CONFIG: Config = read_config()
HERE = Path(__file__).resolve().parent.parent
DATA_DIR = CONFIG.data_dir.resolve()

SECRET_KEY = CONFIG.secret
SECRET_KEY_FALLBACKS = list(CONFIG.old_secrets)
DEBUG = CONFIG.debug
ALLOWED_HOSTS = list(CONFIG.allowed_hosts)
if CONFIG.address:
    ALLOWED_HOSTS.append(urlsplit(CONFIG.address).hostname or "localhost")
ROOT_URLCONF = "hearthside.web.urls"
WSGI_APPLICATION = "hearthside.web.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.Person"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "hearthside.core",
    "hearthside.organisation",
    "hearthside.people",
    "hearthside.groups",
    "hearthside.meetings",
    "hearthside.circles",
    "hearthside.safety",
    "hearthside.signposting",
    "hearthside.commons",
    "hearthside.guide",
    "hearthside.outcomes",
    "hearthside.notifications",
    "hearthside.web",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "hearthside.web.middleware.safe_answers",
    # Above whatever may answer by itself, so that no answer goes without them.
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "hearthside.web.middleware.quiet_door",
    "hearthside.web.middleware.plain_requests",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # Ours first: allauth's pages wear our clothes.
        "DIRS": [HERE / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "hearthside.web.frame.frame",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
            ],
        },
    }
]


def _database(url: str) -> dict[str, object]:
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA_DIR / "hearthside.sqlite3",
            # A file in tests too: in memory, racing threads share one connection's locks.
            "TEST": {"NAME": DATA_DIR / "test.sqlite3"},
            "OPTIONS": {
                # Two people may write at once; a transaction that begins by reading
                # and then wants to write would die on the lock instead of waiting.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                    "PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16000;"
                    # What is deleted is overwritten, not only let go of.
                    "PRAGMA secure_delete=ON"
                ),
            },
        }
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


DATABASES = {"default": _database(CONFIG.database_url)}

CACHES: dict[str, dict[str, object]] = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": CONFIG.redis_url,
    }
    if CONFIG.redis_url
    else {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "core_cache",
        "OPTIONS": {"MAX_ENTRIES": 20000},
    },
    # Counts that must not write anywhere: each page process has its own.
    "memory": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 5000},
    },
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# -- time, words
USE_TZ = True
TIME_ZONE = "Europe/London"
USE_I18N = True
LANGUAGE_CODE = CONFIG.language
LANGUAGES = [("en-gb", "English")]

# -- static files: built by the front end, hashed and compressed here
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [HERE / "web" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
MEDIA_ROOT = DATA_DIR / "files"

# -- sessions, cookies, transport
# Under https no neighbour on another name of the same domain can plant these.
_OURS_ALONE = "__Host-" if CONFIG.is_https else ""
SESSION_COOKIE_NAME = f"{_OURS_ALONE}h"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_COOKIE_NAME = f"{_OURS_ALONE}c"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "hearthside.web.errors.not_from_here"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = CONFIG.is_https
CSRF_TRUSTED_ORIGINS = [CONFIG.address] if CONFIG.is_https else []
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 31536000 if CONFIG.is_https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = CONFIG.is_https
# Strangers learn nothing; our own forms still say they are ours ("no-referrer" makes
# browsers send Origin: null, and every form would be refused).
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if CONFIG.behind_proxy else None
)
X_FRAME_OPTIONS = "DENY"
# Without a proxy the live process answers at its own port of the same machine.
_LIVE = (
    []
    if CONFIG.is_https or CONFIG.behind_proxy
    else [
        f"http://{host}:{CONFIG.live_at}"
        for host in CONFIG.allowed_hosts
        # A policy cannot name an address in brackets (CSP level 3, section 2.3.1).
        if not host.startswith("[")
    ]
)
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF, *_LIVE],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["default"],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 2
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
APPEND_SLASH = False

# -- accounts: what depends on the house; the rest stands in accounts.py
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if CONFIG.behind_proxy else 0
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if CONFIG.is_https else "http"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not CONFIG.is_https

# -- mail: neutral, and to the console unless a mail server is named
DEFAULT_FROM_EMAIL = CONFIG.mail_from
SERVER_EMAIL = CONFIG.mail_from
_smtp = urlsplit(CONFIG.smtp_url)
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if CONFIG.smtp_url
    else "django.core.mail.backends.console.EmailBackend"
)
EMAIL_HOST = _smtp.hostname or "localhost"
EMAIL_PORT = _smtp.port or 25
EMAIL_HOST_USER = unquote(_smtp.username or "")
EMAIL_HOST_PASSWORD = unquote(_smtp.password or "")
EMAIL_USE_TLS = _smtp.scheme == "smtp+starttls"
EMAIL_USE_SSL = _smtp.scheme == "smtps"
EMAIL_TIMEOUT = 10

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "no_words": {"()": "hearthside.core.logs.NoWords"},
        "seldom": {"()": "hearthside.core.logs.Seldom"},
    },
    "formatters": {"line": {"()": "hearthside.core.logs.Line"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["no_words", "seldom"],
            "formatter": "line",
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "django.request": {"level": "ERROR"},
        "hearthside": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
}
