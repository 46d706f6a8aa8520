"""The keys slips are signed with, for anybody who verifies one without asking us."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse, JsonResponse

from hearthside.core.actor import Anybody
from hearthside.meetings import slip_keys


def show(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Answer with every public key there ever was, the newest first."""
    keys = [
        {
            "key": one.key_id,
            "house": one.house,
            "algorithm": "Ed25519",
            "public": one.public,
            "made_on": one.made_on.isoformat(),
            "retired_on": one.retired_on.isoformat() if one.retired_on else None,
        }
        for one in slip_keys.public_keys()
    ]
    return JsonResponse({"format": "Hearthside slip 1", "keys": keys})
