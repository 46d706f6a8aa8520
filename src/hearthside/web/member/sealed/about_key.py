"""What every page that needs an open key brings with it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from hearthside.core.actor import Actor
from hearthside.people import keys
from hearthside.web.frame import house_of


def about_key(request: HttpRequest, actor: Actor) -> dict[str, Any]:
    """Return it as the browser reads it (frontend/keys/view/steps.ts); one query."""
    return {
        "key_id": keys.key_id_of(actor),
        "called": house_of(request).tab_title,
        "urls": {
            "state": reverse("key_state"),
            "keep": reverse("keep_key"),
            "sign_in": reverse("account_login"),
        },
    }
