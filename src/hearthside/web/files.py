"""Files somebody takes away."""

from __future__ import annotations

from django.http import HttpResponse


def as_file(made: bytes, name: str) -> HttpResponse:
    """Answer with a file to keep, never one that opens in the house itself."""
    kind = {
        "pdf": "application/pdf",
        "html": "text/html",
        "zip": "application/zip",
        "txt": "text/plain",
    }
    answer = HttpResponse(
        made, content_type=kind.get(name.rpartition(".")[2], "application/json")
    )
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
