"""Printing: a file when one comes out, else the same words as a page to print."""

from __future__ import annotations

import logging
from dataclasses import asdict, replace
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from hearthside.engines import paper
from hearthside.web import limits

log = logging.getLogger(__name__)

AN_HOUR: Final = 40
TYPE: Final = "application/pdf"


def as_paper(
    request: HttpRequest,
    *,
    sheet: str,
    page: Any,
    file_name: str,
    folder: str = "public",
) -> HttpResponse:
    """Return a PDF laid out by a sheet of engines/paper, or the page with why there is none.

    sheet -- also the name of the page's template in this folder.
    page -- the page class both show: a dataclass of what JSON can say, with a `why`.
    file_name -- neutral: it stays in a folder of downloads.
    """
    if request.method == "HEAD":
        return _file(b"", file_name)
    if limits.is_too_often(request, "paper", most=AN_HOUR, store=limits.IN_MEMORY):
        why = _(
            "Many papers were made from here in the last hour. This page has the same "
            "words: print it from your browser."
        )
        return _as_page(request, f"{folder}/{sheet}.html", page, why)
    try:
        made = paper.pdf(sheet, asdict(page), every_letter=True)
    except paper.NoLetters:
        why = _(
            "Our paper has no letters for some of these words. This page has them: print "
            "it from your browser."
        )
        return _as_page(request, f"{folder}/{sheet}.html", page, why)
    except paper.CannotPrint as fault:
        log.warning("no paper came out", extra={"kind": str(fault)})
        why = _(
            "The paper could not be made just now. This page has the same words: print "
            "it from your browser."
        )
        return _as_page(request, f"{folder}/{sheet}.html", page, why)
    return _file(made, file_name)


def _file(made: bytes, file_name: str) -> HttpResponse:
    answer = HttpResponse(made, content_type=TYPE)
    answer.headers["Content-Disposition"] = f'inline; filename="{file_name}"'
    return answer


def _as_page(request: HttpRequest, template: str, page: Any, why: str) -> HttpResponse:
    page = replace(page, why=why)
    return render(request, template, {"page": page})
