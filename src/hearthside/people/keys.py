"""Keys of a person's own devices: wrapped copies of a secret that never comes to the server."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.core.policy import ANYWHERE, Verb, insist
from hearthside.core.refusals import ChangedMeanwhile, NotFound, Refusal
from hearthside.people.models import Keyring, Person, SealedPlan, WayBack

CODE: Final = WayBack.Kind.CODE.value
PASSKEY: Final = WayBack.Kind.PASSKEY.value
# As docs/develop/keys.md says: form, iv, 32 bytes, tag.
WRAPPED: Final = 61
SALT: Final = 32
FORM: Final = 1
MOST_PASSKEYS: Final = 8
KEY_ID: Final = re.compile(r"[A-Za-z0-9_-]{22}")
_CREDENTIAL: Final = re.compile(r"[A-Za-z0-9_-]{16,1364}")


class CannotKeep(Refusal):
    """What was sent is no wrapped key, or there is no room for it."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way back to the secret: by the code, or by one passkey."""

    kind: str
    wrapped: bytes
    credential: str = ""
    salt: bytes = b""


@dataclass(frozen=True, slots=True)
class Mine:
    """What the actor's devices need to find the secret again."""

    key_id: str
    ways: tuple[Way, ...]


def mine(actor: Actor) -> Mine | None:
    """Return the actor's own wrapped keys, or None before they have any; two queries."""
    insist(actor, Verb.KEEP_MY_KEY, ANYWHERE)
    ring = Keyring.objects.filter(person_id=actor.person_id).first()
    if ring is None:
        return None
    rows = WayBack.objects.filter(person_id=actor.person_id).order_by("id")
    ways = [
        Way(row.kind, bytes(row.wrapped), row.credential, bytes(row.salt))
        for row in rows
    ]
    return Mine(ring.key_id, tuple(ways))


def key_id_of(actor: Actor) -> str:
    """Return by what the actor's secret is known; empty before there is one."""
    ring = Keyring.objects.filter(person_id=actor.person_id).first()
    return ring.key_id if ring else ""


def passkeys_of(actor: Actor) -> list[str]:
    """Return the ids of the passkeys the actor signs in with."""
    rows = Authenticator.objects.filter(
        user_id=actor.person_id, type=Authenticator.Type.WEBAUTHN
    ).values_list("data", flat=True)
    ids = [_id_of(data) for data in rows]
    return [one for one in ids if _CREDENTIAL.fullmatch(one)]


def begin(actor: Actor, *, key_id: str, way: Way) -> None:
    """Keep the first way back, by code; from now on this is the actor's key.

    Raises ChangedMeanwhile, CannotKeep.
    """
    insist(actor, Verb.KEEP_MY_KEY, ANYWHERE)
    if why := why_not_keep(key_id, way):
        raise CannotKeep(why)
    if way.kind != CODE:
        raise CannotKeep(_("A key begins with a code on paper."))
    with transaction.atomic():
        _lock(actor)
        # Two tabs may begin at once: what is sealed under the loser's key would be lost.
        if Keyring.objects.filter(person_id=actor.person_id).exists():
            raise ChangedMeanwhile(
                _("A key was made for you meanwhile, in another tab or device.")
            )
        Keyring.objects.create(person_id=actor.person_id, key_id=key_id)
        _put(actor, way)


def add(actor: Actor, *, key_id: str, way: Way) -> None:
    """Keep one more way back; a new code takes the place of the old one.

    Raises ChangedMeanwhile, CannotKeep.
    """
    insist(actor, Verb.KEEP_MY_KEY, ANYWHERE)
    if why := why_not_keep(key_id, way):
        raise CannotKeep(why)
    with transaction.atomic():
        _lock(actor)
        if not Keyring.objects.filter(
            person_id=actor.person_id, key_id=key_id
        ).exists():
            raise ChangedMeanwhile(_("Your key is another one now. Open it again."))
        others = WayBack.objects.filter(person_id=actor.person_id, kind=PASSKEY)
        is_new = way.kind == PASSKEY and not (
            others.filter(credential=way.credential).exists()
        )
        if is_new and others.count() >= MOST_PASSKEYS:
            raise CannotKeep(
                _("There is room for eight passkeys. Take one away first.")
            )
        _put(actor, way)


def take_away(actor: Actor, *, credential: str) -> None:
    """Forget what one passkey opens. The code stays: it is the way that is always there.

    Raises NotFound.
    """
    insist(actor, Verb.KEEP_MY_KEY, ANYWHERE)
    gone, _kinds = WayBack.objects.filter(
        person_id=actor.person_id, kind=PASSKEY, credential=credential
    ).delete()
    if not gone:
        raise NotFound


def begin_anew(actor: Actor) -> None:
    """Forget the actor's key and what was sealed with it; nobody could open it any more."""
    insist(actor, Verb.KEEP_MY_KEY, ANYWHERE)
    with transaction.atomic():
        _lock(actor)
        WayBack.objects.filter(person_id=actor.person_id).delete()
        Keyring.objects.filter(person_id=actor.person_id).delete()
        SealedPlan.objects.filter(person_id=actor.person_id).delete()


def why_not_keep(key_id: str, way: Way) -> str | None:
    """Return why this is no wrapped key of ours, or None. What is inside nobody here can say."""
    fits = (
        KEY_ID.fullmatch(key_id)
        and len(way.wrapped) == WRAPPED
        and way.wrapped[0] == FORM
    )
    is_code = way.kind == CODE and not way.credential and not way.salt
    is_passkey = (
        way.kind == PASSKEY
        and _CREDENTIAL.fullmatch(way.credential)
        and len(way.salt) == SALT
    )
    if fits and (is_code or is_passkey):
        return None
    return _("That is no key our pages make. Nothing was changed.")


def _lock(actor: Actor) -> None:
    Person.objects.select_for_update(no_key=True).get(id=actor.person_id)


def _put(actor: Actor, way: Way) -> None:
    WayBack.objects.update_or_create(
        person_id=actor.person_id,
        kind=way.kind,
        credential=way.credential,
        defaults={"salt": way.salt, "wrapped": way.wrapped},
    )


def _id_of(data: Any) -> str:
    """Return the id of a passkey, as the account library keeps it."""
    credential = data.get("credential") if isinstance(data, dict) else None
    found = credential.get("id", "") if isinstance(credential, dict) else ""
    return found if isinstance(found, str) else ""
