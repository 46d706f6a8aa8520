"""Our closed vocabulary as HSDS taxonomies: five of them, flat, the same in every house."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from hearthside.engines import words

from .ids import Written, id_of

LANGUAGE: Final = "eng"
EDITION: Final = "1"


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """One part of the vocabulary.

    says -- what its words are about: the link_type of an attribute.
    terms -- code to label.
    """

    code: str
    name: str
    description: str
    says: str
    terms: Mapping[str, str]

    @property
    def id(self) -> str:
        return id_of("taxonomy", self.code)


ATTENDANCE: Final = "attendance"
TAXONOMIES: Final = (
    Taxonomy(
        "topics",
        "Experience in common",
        "What the people in a peer support group have in common.",
        "service_type",
        words.TOPICS,
    ),
    Taxonomy(
        "who_for",
        "Whom a group is for",
        "Whom a group welcomes. A group that says nothing welcomes anybody.",
        "service_eligibility",
        words.WHO_FOR,
    ),
    Taxonomy(
        "access",
        "What the place or the call offers",
        "What makes it easier to come, or to take part from home.",
        "service_accessibility",
        words.ACCESS,
    ),
    Taxonomy(
        "manner",
        "How a meeting goes",
        "What people do together while they meet.",
        "service_manner",
        words.MANNER,
    ),
    Taxonomy(
        ATTENDANCE,
        "How people take part",
        "In a room, from home, or either.",
        "service_delivery",
        words.ATTENDANCE,
    ),
)


def term_id(taxonomy: Taxonomy, word: str) -> str:
    """Return the id of a word."""
    return id_of("taxonomy_term", taxonomy.code, word)


# (taxonomy, word) of each term, by id.
TERMS: Final = {
    term_id(taxonomy, word): (taxonomy, word)
    for taxonomy in TAXONOMIES
    for word in taxonomy.terms
}
BY_ID: Final = {taxonomy.id: taxonomy for taxonomy in TAXONOMIES}


def taxonomy(one: Taxonomy, *, root: str) -> Written:
    """Return a taxonomy without its words.

    root -- where the addresses of this feed begin, without a slash at the end.
    """
    return {
        "id": one.id,
        "name": one.name,
        "description": one.description,
        "uri": f"{root}/taxonomies/{one.id}",
        "version": EDITION,
    }


def whole_taxonomy(one: Taxonomy, *, root: str) -> Written:
    """Return a taxonomy with its words, as the UK profile adds them."""
    terms = [term(one, word, root=root, deep=False) for word in one.terms]
    return {**taxonomy(one, root=root), "taxonomy_terms": terms}


def term(one: Taxonomy, word: str, *, root: str, deep: bool = True) -> Written:
    """Return one word: name for HSDS, term for the UK profile.

    deep -- with its taxonomy in it.
    """
    about = {"taxonomy_detail": taxonomy(one, root=root)} if deep else {}
    label = one.terms[word]
    return {
        "id": term_id(one, word),
        "code": word,
        "name": label,
        "term": label,
        "description": f"{one.name}: {label}.",
        "taxonomy": one.name,
        "taxonomy_id": one.id,
        "language": LANGUAGE,
        "term_uri": f"{root}/taxonomy_terms/{term_id(one, word)}",
        **about,
    }


def attributes(
    said: tuple[str, ...], attendance: str, *, of: str, root: str
) -> list[Written]:
    """Return what a group says of itself as attributes of its service.

    of -- the service's id.
    """
    told = [
        (one, word)
        for one in TAXONOMIES
        for word in ((attendance,) if one.code == ATTENDANCE else said)
        if word in one.terms
    ]
    return [
        {
            "id": id_of("attribute", of, word),
            "link_id": of,
            "link_type": one.says,
            "link_entity": "service",
            "taxonomy_term_id": term_id(one, word),
            "value": one.terms[word],
            "taxonomy_term": term(one, word, root=root),
        }
        for one, word in told
    ]
