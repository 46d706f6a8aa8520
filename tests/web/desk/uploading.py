"""Sending a feed the way the desk's form does, and reading the page that answers."""

from __future__ import annotations

import re
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse


def upload(client: Client, scene: Any, raw: bytes, **fields: str) -> Any:
    """Send a file the way the form does."""
    answers = {
        "name": "Vale",
        "zone": "Europe/London",
        "locality": str(scene.leeds.pk),
        **fields,
    }
    file = SimpleUploadedFile("vale.json", raw, content_type="application/json")
    return client.post(reverse("listings"), {**answers, "file": file})


def looked_at(client: Client, scene: Any, raw: bytes) -> str:
    """Upload a feed; return the address of what was found in it."""
    answer = upload(client, scene, raw)
    assert answer.status_code == 302
    return str(answer["Location"])


def words(answer: Any) -> str:
    """Return the words of a page, without its marks and with single spaces."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())
