"""For search engines: every page that may be found, and where not to look."""

from __future__ import annotations

from datetime import datetime
from html import escape
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from hearthside.commons import library
from hearthside.core.actor import Anybody
from hearthside.groups import finding
from hearthside.web.search import whole_address

NAMESPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
# One file may hold 50,000 addresses (sitemaps.org protocol); ours take these first.
PAGES: Final = ("tonight", "groups", "library", "services", "privacy")
MOST: Final = 50_000 - len(PAGES) - 2 * library.MOST_ARTICLES
# Every wish of the finder is another address of the same groups: no robot needs them.
NOT_THERE: Final = ("/groups/?", "/leave/", "/account/")


def show(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Name the pages that may be found. Source: sitemaps.org protocol 0.9."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<urlset xmlns="{NAMESPACE}">',
        *(_line(reverse(name)) for name in PAGES),
        *(
            _line(reverse("article", args=[one.public_id]))
            for one in library.articles(library.own_folder())
        ),
        *(
            _line(reverse("group", args=[public_id]), changed_at=changed_at)
            for public_id, changed_at in finding.listed(now=now, most=MOST)
        ),
        "</urlset>",
    ]
    return HttpResponse("\n".join(lines), content_type="application/xml")


def _line(path: str, *, changed_at: datetime | None = None) -> str:
    changed = f"<lastmod>{changed_at:%Y-%m-%d}</lastmod>" if changed_at else ""
    return f"<url><loc>{escape(whole_address(path))}</loc>{changed}</url>"


def robots(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Say where not to look. Source: RFC 9309 (Robots Exclusion Protocol)."""
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in NOT_THERE),
        "",
        f"Sitemap: {whole_address(reverse('sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")
