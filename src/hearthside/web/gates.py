"""Gates: every address stands behind one. A gate learns who knocks and asks the policy."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.timezone import now as the_clock
from django.views.decorators.csrf import csrf_exempt

from hearthside.core import policy
from hearthside.core.actor import Actor, Anybody, Visitor
from hearthside.core.policy import Verb
from hearthside.core.refusals import NotFound
from hearthside.groups.roles import grants_of
from hearthside.meetings import rota
from hearthside.people.leaving import leaver
from hearthside.people.signing_in import signed_in
from hearthside.web.frame import frame_for

View = Callable[..., HttpResponse]
Pattern = URLPattern | URLResolver
GET: Final = ("GET", "HEAD")


def door(
    route: str,
    name: str,
    verb: Verb,
    *,
    show: View | None = None,
    act: View | None = None,
    trusts_the_page: bool = True,
    several: frozenset[str] = frozenset(),
    may_be_found: bool = False,
) -> URLPattern:
    """Return one address of the site with its gate.

    show -- answers GET: show(request, actor, now, **parts of the address).
    act -- answers POST the same way. Other methods are not allowed.
    trusts_the_page -- False lets a POST in without our form's token; only for acts that
    harm nobody who is tricked into them.
    several -- the questions of its form that may have more than one answer.
    may_be_found -- True lets search engines list the page, once it says how it is to be
    listed (web/search.py); every other answer asks them not to.
    """
    methods = (*(GET if show else ()), *(("POST",) if act else ()))

    def knock(request: HttpRequest, **parts: Any) -> HttpResponse:
        if request.method not in methods:
            return HttpResponseNotAllowed(methods)
        now = read_the_clock()
        actor = _who_knocks(request, verb, now=now)
        if refusal := _answer_at_the_door(request, actor, verb):
            return refusal
        _insist_on_one_answer_each(request, several)
        frame_for(request, actor)
        view = act if request.method == "POST" else show
        assert view is not None  # noqa: S101 - the methods above say so
        try:
            return view(request, actor, now, **parts)
        except NotFound as refusal_below:
            raise Http404 from refusal_below

    knock.verb = verb  # type: ignore[attr-defined]
    knock.methods = methods  # type: ignore[attr-defined]
    knock.may_be_found = may_be_found  # type: ignore[attr-defined]
    view = knock if trusts_the_page else csrf_exempt(knock)
    return path(route, view, name=name)


def lent(patterns: Iterable[Pattern], verbs: dict[str, Verb]) -> list[Pattern]:
    """Return a library's addresses, each behind our gate.

    verbs -- the verb of each of its names; an address whose name is missing is left out,
    so that a library cannot open a door by being upgraded.
    """
    kept: list[Pattern] = []
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inside = lent(pattern.url_patterns, verbs)
            kept.append(URLResolver(pattern.pattern, inside))
        elif pattern.name in verbs:
            view = _lend(pattern.callback, verbs[pattern.name])
            kept.append(
                URLPattern(pattern.pattern, view, pattern.default_args, pattern.name)
            )
    return kept


def _lend(view: View, verb: Verb) -> View:
    def knock(request: HttpRequest, **parts: Any) -> HttpResponse:
        if request.method not in (*GET, "POST"):
            return HttpResponseNotAllowed((*GET, "POST"))
        actor = _who_knocks(request, verb, now=read_the_clock())
        if refusal := _answer_at_the_door(request, actor, verb):
            return refusal
        _insist_on_one_answer_each(request, frozenset())
        frame_for(request, actor)
        if request.method == "HEAD":
            # The library counts whatever is not GET as a try, and looking may not write.
            request.method = "GET"
        return view(request, **parts)

    knock.verb = verb  # type: ignore[attr-defined]
    knock.methods = (*GET, "POST")  # type: ignore[attr-defined]
    knock.is_lent = True  # type: ignore[attr-defined]
    return knock


def read_the_clock() -> datetime:
    """Return now, aware; the one place where pages and feeds ask."""
    return the_clock()


def actor_of(request: HttpRequest, *, now: datetime) -> Anybody:
    """Return who is behind a request; two queries more than the session's own."""
    person = signed_in(request.user)
    if person is None:
        return Visitor()
    grants = grants_of(person.person_id, now=now)
    # Only the roles of staff want a key, so nobody else is asked about one.
    is_staff = any(grant.role in policy.STAFF for grant in grants)
    return Actor(person.person_id, grants, is_staff and _has_key(person.person_id))


def _has_key(person_id: int) -> bool:
    return (
        settings.CONFIG.demo
        or Authenticator.objects.filter(
            user_id=person_id,
            type__in=[Authenticator.Type.WEBAUTHN, Authenticator.Type.TOTP],
        ).exists()
    )


def _who_knocks(request: HttpRequest, verb: Verb, *, now: datetime) -> Anybody:
    # Somebody without our cookie is a visitor: nothing to look up.
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return Visitor()
    actor = actor_of(request, now=now)
    if not isinstance(actor, Actor) or not policy.is_for_tonight(verb):
        return actor
    # Only the doors of one evening ask the rota: no other page pays for the question.
    tonight = rota.grants_for_tonight(actor.person_id, now=now)
    if not tonight:
        return actor
    # A neighbour who steps in may hold no other role of staff: then nobody asked yet.
    has_key = actor.has_second_factor or _has_key(actor.person_id)
    return Actor(actor.person_id, actor.grants | tonight, has_key)


def _insist_on_one_answer_each(request: HttpRequest, several: frozenset[str]) -> None:
    if request.method != "POST":
        return
    for form in (request.POST, request.FILES):
        if any(len(form.getlist(name)) > 1 for name in set(form) - several):
            # The answer we would check may not be the one we would use.
            raise BadRequest("One question was answered twice.")


def _answer_at_the_door(
    request: HttpRequest, actor: Anybody, verb: Verb
) -> HttpResponse | None:
    if policy.may(actor, verb):
        return None
    if isinstance(actor, Visitor):
        if leaver(request.user):
            return redirect("stay")
        # The same for every address behind this gate, so that it tells nothing.
        back = urlencode({"next": request.get_full_path()})
        return redirect(f"{reverse('account_login')}?{back}")
    if isinstance(actor, Actor) and policy.wants_second_factor(actor):
        return redirect("mfa_index")
    raise Http404
