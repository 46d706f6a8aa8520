"""The shelf of key packages: laid down, handed out once, taken back."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse, JsonResponse

from hearthside.circles import door, key_packages, rosters
from hearthside.circles.key_packages import CannotLay
from hearthside.core.actor import Actor
from hearthside.web.member.sealed import letters
from hearthside.web.member.sealed.letters import CannotRead


def lay(
    request: HttpRequest, actor: Actor, now: datetime, circle_id: str
) -> HttpResponse:
    """Lay key packages of one of my devices on the shelf."""
    rosters.sitting(actor, circle_id)
    try:
        said = letters.body_of(request)
        given = said.get("packages")
        if not isinstance(given, list) or not all(isinstance(x, str) for x in given):
            raise CannotRead("That is not what our pages say. Nothing was changed.")
        lying = key_packages.lay(
            actor,
            circle_id=circle_id,
            device=letters.text_in(said, "device"),
            packages=[letters.from_letters(one) for one in given],
            now=now,
        )
    except (CannotRead, CannotLay) as no:
        return JsonResponse({"why": no.why}, status=400)
    return JsonResponse({"lying": lying}, status=201)


def hand_out(
    request: HttpRequest, actor: Actor, now: datetime, circle_id: str
) -> HttpResponse:
    """Hand out one key package of each device of a seat; none twice."""
    rosters.sitting(actor, circle_id)
    try:
        seat_id = letters.text_in(letters.body_of(request), "seat")
    except CannotRead as no:
        return JsonResponse({"why": no.why}, status=400)
    found = key_packages.hand_out(actor, circle_id=circle_id, seat_id=seat_id, now=now)
    return JsonResponse(
        {
            "packages": [
                {
                    "seat": one.seat_id,
                    "device": one.device,
                    "package": letters.to_letters(one.body),
                }
                for one in found
            ]
        }
    )


def waiting(
    request: HttpRequest, actor: Actor, now: datetime, circle_id: str
) -> HttpResponse:
    """Answer with the seats whose devices wait, and the keys whose seats ended."""
    there = door.at_the_door(actor, circle_id=circle_id)
    return JsonResponse(
        {
            "seats": [
                {"seat": one.seat_id, "member": letters.to_letters(one.member_id)}
                for one in there.waiting
            ],
            "gone": [letters.to_letters(one) for one in there.gone],
        }
    )


def take_back(
    request: HttpRequest, actor: Actor, now: datetime, circle_id: str
) -> HttpResponse:
    """Take what one of my devices laid down off the shelf."""
    rosters.sitting(actor, circle_id)
    try:
        device = letters.text_in(letters.body_of(request), "device")
    except CannotRead as no:
        return JsonResponse({"why": no.why}, status=400)
    gone = key_packages.take_back(actor, circle_id=circle_id, device=device)
    return JsonResponse({"taken_back": gone})
