"""Where each kind of thing is answered, for HSDS and for its UK profile alike."""

from __future__ import annotations

from functools import partial
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern

from hearthside.engines.publishing.hsds.services import Setting
from hearthside.web.feeds.gate import feed
from hearthside.web.feeds.hsds import organizations, services, vocabulary, writing
from hearthside.web.feeds.hsds.profiles import HSDS, UK, Profile


def _about(profile: Profile) -> writing.Writer:
    @writing.said_plainly
    def about(request: HttpRequest, setting: Setting) -> HttpResponse:
        said = {
            "version": profile.version,
            "profile": profile.profile,
            "openapi_url": profile.openapi_url,
        }
        return writing.whole(request, dict(said))

    return about


# (address, name, answer); no slash at the end, as HSDS writes its paths.
_ANSWERS: Final = (
    ("services", "services", services.services),
    ("services/<str:record>", "service", services.service),
    ("service_at_locations", "at_locations", services.at_locations),
    ("service_at_locations/<str:record>", "at_location", services.at_location),
    ("organizations", "organizations", organizations.organizations),
    ("organizations/<str:record>", "organization", organizations.one_organization),
    ("taxonomies", "taxonomies", vocabulary.taxonomies),
    ("taxonomies/<str:record>", "taxonomy", vocabulary.one_taxonomy),
    ("taxonomy_terms", "terms", vocabulary.terms),
    ("taxonomy_terms/<str:record>", "term", vocabulary.one_term),
)


def addresses() -> list[URLPattern]:
    """Return every address of both, each behind the gate of a feed."""
    return [address for profile in (HSDS, UK) for address in _of(profile)]


def _of(profile: Profile) -> list[URLPattern]:
    at, about = f"feeds/{profile.name}/", partial(_about(profile), profile)
    # Validators ask the address they were given, and people give it without the slash.
    bare = feed(at.rstrip("/"), f"{profile.name}_bare", about)
    found = [feed(at, profile.name, about), bare]
    for route, name, answer in _ANSWERS:
        found.append(
            feed(at + route, f"{profile.name}_{name}", partial(answer, profile))
        )
    return found
