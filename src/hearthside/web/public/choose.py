"""Help me choose: six questions, and the few groups that suit. Nothing of it is kept.

The answers come by POST, so that no address, history or log holds them; and because
nothing changes by it, the answer is the page itself and not a way to another.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor, Anybody
from hearthside.engines.matching import NearMiss, Reason
from hearthside.engines.matching.saying import say, say_miss
from hearthside.groups import choosing
from hearthside.groups.choosing import Chosen, Setting
from hearthside.groups.finding import Point
from hearthside.organisation import places
from hearthside.organisation.wording import House
from hearthside.web.frame import house_of
from hearthside.web.public import choose_answers, saying
from hearthside.web.public.cards import GroupCard, cards_of
from hearthside.web.public.choose_answers import Answers
from hearthside.web.public.choose_questions import Asked, questions


@dataclass(frozen=True, slots=True)
class ChoosePage:
    """Everything public/choose.html may show. unknown -- a place typed that we do not know."""

    questions: tuple[Asked, ...]
    place: str
    unknown: str = ""
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suits:
    """One group with the reasons for it, or with what is in the way."""

    card: GroupCard
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChosenPage:
    """Everything public/chosen.html may show.

    carried -- the answers, for the forms that need them again.
    may_wait -- nothing fits, so that there is something to wait for; signed_in -- and
    this reader could begin at once.
    """

    lead: str
    fitting: tuple[Suits, ...]
    near_misses: tuple[Suits, ...]
    carried: tuple[tuple[str, str], ...]
    may_wait: bool
    signed_in: bool
    find_url: str


def show(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Ask the questions."""
    # Somebody who reads this page reads its language, and may say so otherwise.
    language = setting_of(house_of(request)).language
    return _ask(request, replace(choose_answers.read(QueryDict()), language=language))


def act(request: HttpRequest, actor: Anybody, now: datetime) -> HttpResponse:
    """Show what suits; or the questions again, to change an answer."""
    answers = choose_answers.read(request.POST)
    if "change" in request.POST:
        return _ask(request, answers)
    house = house_of(request)
    near = start(answers, house)
    if answers.place and near is None:
        return _unknown(request, answers, house)
    wanted = answers.wanted(near, miles=house.miles)
    chosen = choosing.choose(wanted, setting=setting_of(house), now=now)
    fitting, missed = suits(chosen, house=house, now=now)
    page = ChosenPage(
        lead=_lead(len(fitting), chosen.answer.fitting),
        fitting=fitting,
        near_misses=missed,
        carried=answers.carried(),
        may_wait=not fitting,
        signed_in=isinstance(actor, Actor),
        find_url=reverse("groups"),
    )
    return render(request, "public/chosen.html", {"page": page})


def setting_of(house: House) -> Setting:
    """Return whose clock and language people here mean."""
    return Setting(house.zone, settings.CONFIG.language.partition("-")[0])


def start(answers: Answers, house: House) -> Point | None:
    """Return where they set out from, if they said so and we know the place."""
    spot = (
        places.look_up(answers.place, country=house.country) if answers.place else None
    )
    return Point(spot.latitude, spot.longitude) if spot else None


def suits(
    chosen: Chosen, *, house: House, now: datetime
) -> tuple[tuple[Suits, ...], tuple[Suits, ...]]:
    """Return the groups that fit and the near misses, each as a card; two queries."""
    ids = list(chosen.cards)
    cards = cards_of(chosen.cards.values(), house=house, now=now)
    by_id = dict(zip(ids, cards, strict=True))
    fitting = tuple(
        Suits(by_id[one.id], tuple(_reason(why, house) for why in one.reasons))
        for one in chosen.answer.suggestions
        if one.id in by_id
    )
    missed = tuple(
        Suits(by_id[one.id], (_missed(one, house),))
        for one in chosen.answer.near_misses
        if one.id in by_id
    )
    return fitting, missed


def _reason(reason: Reason, house: House) -> str:
    return say(reason, tell=_, far=lambda km: saying.distance(km, miles=house.miles))


def _missed(miss: NearMiss, house: House) -> str:
    far = say_miss(miss, tell=_, far=lambda km: saying.distance(km, miles=house.miles))
    return _("%(what)s.") % {"what": far}


def _lead(named: int, fitting: int) -> str:
    if not fitting:
        return _("Nothing fits all of that yet. That happens, and it is not about you.")
    if fitting > named:
        return _(
            "These may suit you best. More groups fit, and you find them all in the list."
        )
    return _("These fit everything you need.")


def _ask(request: HttpRequest, answers: Answers) -> HttpResponse:
    page = ChoosePage(questions(answers, house=house_of(request)), answers.place)
    return render(request, "public/choose.html", {"page": page})


def _unknown(request: HttpRequest, answers: Answers, house: House) -> HttpResponse:
    page = ChoosePage(
        questions(answers, house=house),
        answers.place,
        unknown=_(
            "We do not know that place. Try the nearest town, or the first half of a "
            "postcode, such as LS6."
        ),
        suggestions=tuple(
            dict.fromkeys(places.suggestions(answers.place, country=house.country))
        ),
    )
    return render(request, "public/choose.html", {"page": page}, status=422)
