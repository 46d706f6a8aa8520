"""Reading a pack from its file: whole, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

from hearthside.engines.instruments.checking import findings
from hearthside.engines.instruments.pack import (
    FORMAT,
    Band,
    Better,
    Item,
    Licence,
    Method,
    Pack,
    ReliableChange,
    Rule,
    Vector,
    Wording,
)
from hearthside.engines.strict_json import NotReadable, read_json

T = TypeVar("T")
E = TypeVar("E", Licence, Method, Better)

LONGEST_TEXT: Final = 2000
MOST_ITEMS: Final = 100
LARGEST: Final = 10_000
_TOP: Final = {
    "format": True, "id": True, "version": True, "name": True, "measures": True,
    "licence": True, "source": True, "answers": True, "items": True, "scores": True,
    "languages": True, "vectors": True, "is_validated": False, "needs_responder": False,
}  # fmt: skip


class NotAPack(Exception):
    """A file is no pack that may be used.

    findings -- what is wrong, each one sentence fit to be shown.
    """

    def __init__(self, findings: list[str]) -> None:
        super().__init__(" ".join(findings))
        self.findings = findings


def read_pack(raw: bytes) -> Pack:
    """Return the pack a file holds.

    Raises NotAPack: with one finding where the file is not built as a pack is, with all of
    them where it is built so and does not hold together.
    """
    try:
        pack = _pack(_named(read_json(raw), "The file", _TOP))
    except NotReadable as no:
        raise NotAPack([no.why]) from None
    if wrong := findings(pack):
        raise NotAPack(wrong)
    return pack


def _pack(raw: dict[str, Any]) -> Pack:
    if raw["format"] != FORMAT:
        raise NotAPack([f"This house reads packs of format {FORMAT}."])
    licence = _named(
        raw["licence"],
        "licence",
        {"class": True, "attribution": False, "supplied_under": False},
    )
    answers = _each(raw["answers"], "answers", _values)
    return Pack(
        id=_text(raw["id"], "id"),
        version=_text(raw["version"], "version"),
        name=_text(raw["name"], "name"),
        measures=_text(raw["measures"], "measures"),
        licence=_one_of(Licence, licence["class"], "licence class"),
        attribution=_text(licence.get("attribution", ""), "attribution", empty=True),
        supplied_under=_text(
            licence.get("supplied_under", ""), "supplied_under", empty=True
        ),
        source=_text(raw["source"], "source"),
        is_validated=_yes_no(raw.get("is_validated", True), "is_validated"),
        needs_responder=_yes_no(raw.get("needs_responder", False), "needs_responder"),
        answers=answers,
        items=tuple(_item(one) for one in _list(raw["items"], "items")),
        rules=tuple(_rule(one) for one in _list(raw["scores"], "scores")),
        wordings=_each(raw["languages"], "languages", _wording),
        vectors=tuple(_vector(one) for one in _list(raw["vectors"], "vectors")),
    )


def _item(raw: Any) -> Item:
    one = _named(raw, "an item", {"id": True, "answers": True, "reverse": False})
    return Item(
        id=_text(one["id"], "the id of an item"),
        answers=_text(one["answers"], "the answers of an item"),
        is_reversed=_yes_no(one.get("reverse", False), "reverse"),
    )


def _rule(raw: Any) -> Rule:
    one = _named(
        raw,
        "a score",
        {
            "id": True, "name": True, "items": True, "method": True, "lowest": True,
            "highest": True, "better": True, "fewest_answered": True, "times": False,
            "bands": False, "reliable_change": False, "convert": False,
        },
    )  # fmt: skip
    change = one.get("reliable_change")
    convert = one.get("convert")
    return Rule(
        id=_text(one["id"], "the id of a score"),
        name=_text(one["name"], "the name of a score"),
        items=tuple(_text(name, "items") for name in _list(one["items"], "items")),
        method=_one_of(Method, one["method"], "method"),
        times=_number(one.get("times", 1), "times"),
        lowest=_number(one["lowest"], "lowest"),
        highest=_number(one["highest"], "highest"),
        better=_one_of(Better, one["better"], "better"),
        fewest_answered=_whole(one["fewest_answered"], "fewest_answered"),
        bands=tuple(_band(band) for band in _list(one.get("bands", []), "bands")),
        reliable_change=None if change is None else _change(change),
        convert=None if convert is None else _each(convert, "convert", _number),
    )


def _band(raw: Any) -> Band:
    one = _named(raw, "a band", {"from": True, "name": True})
    return Band(_number(one["from"], "from"), _text(one["name"], "a band's name"))


def _change(raw: Any) -> ReliableChange:
    one = _named(raw, "reliable_change", {"at_least": True, "source": True})
    return ReliableChange(
        _number(one["at_least"], "at_least"), _text(one["source"], "source")
    )


def _wording(raw: Any, where: str) -> Wording:
    one = _named(
        raw,
        where,
        {"instructions": True, "items": True, "labels": True, "sha256": True},
    )
    return Wording(
        instructions=_text(one["instructions"], "instructions", empty=True),
        items=_each(one["items"], "the words of the items", _text),
        labels=_each(one["labels"], "the labels", _labels),
        sha256=_text(one["sha256"], "sha256"),
    )


def _vector(raw: Any) -> Vector:
    one = _named(raw, "a vector", {"answers": True, "scores": True, "bands": False})
    return Vector(
        answers=tuple(
            None if value is None else _whole(value, "an answer of a vector")
            for value in _list(one["answers"], "the answers of a vector", empty=True)
        ),
        scores=_each(one["scores"], "the scores of a vector", _number_or_none),
        bands=_each(one.get("bands", {}), "the bands of a vector", _text),
    )


def _values(raw: Any, where: str) -> tuple[int, ...]:
    return tuple(_whole(one, where) for one in _list(raw, where, empty=False))


def _labels(raw: Any, where: str) -> tuple[str, ...]:
    return tuple(_text(one, where) for one in _list(raw, where, empty=False))


def _named(raw: Any, where: str, names: Mapping[str, bool]) -> dict[str, Any]:
    """Return an object of these names; those marked true have to be there."""
    if not isinstance(raw, dict):
        raise NotAPack([f"{where} is not written as names and values."])
    if odd := sorted(set(raw) - set(names)):
        raise NotAPack([f'{where} has a name we do not know: "{odd[0][:40]}".'])
    if missing := [
        name for name, needed in names.items() if needed and name not in raw
    ]:
        raise NotAPack([f'{where} lacks "{missing[0]}".'])
    return raw


def _each(raw: Any, where: str, read: Callable[[Any, str], T]) -> dict[str, T]:
    if not isinstance(raw, dict) or len(raw) > MOST_ITEMS:
        raise NotAPack([f"{where} is not written as names and values."])
    return {name: read(value, f"{where}, {name[:40]},") for name, value in raw.items()}


def _list(raw: Any, where: str, *, empty: bool = True) -> list[Any]:
    if not isinstance(raw, list) or len(raw) > MOST_ITEMS or not (raw or empty):
        raise NotAPack([f"{where} is not a list of 1 to {MOST_ITEMS}."])
    return raw


def _text(raw: Any, where: str, *, empty: bool = False) -> str:
    if (
        not isinstance(raw, str)
        or len(raw) > LONGEST_TEXT
        or not (raw.strip() or empty)
    ):
        raise NotAPack([f"{where} is not a text of 1 to {LONGEST_TEXT} letters."])
    return raw


def _number(raw: Any, where: str) -> float:
    # Larger is no score of any questionnaire, and would be counted up to.
    if isinstance(raw, bool) or not isinstance(raw, int | float) or abs(raw) > LARGEST:
        raise NotAPack([f"{where} is not a number we can use."])
    return float(raw)


def _number_or_none(raw: Any, where: str) -> float | None:
    return None if raw is None else _number(raw, where)


def _whole(raw: Any, where: str) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int) or abs(raw) > LARGEST:
        raise NotAPack([f"{where} is not a whole number."])
    return raw


def _yes_no(raw: Any, where: str) -> bool:
    if not isinstance(raw, bool):
        raise NotAPack([f"{where} is neither true nor false."])
    return raw


def _one_of(kinds: type[E], raw: Any, where: str) -> E:
    if raw not in list(kinds):
        raise NotAPack([f"{where} is none of: {', '.join(kinds)}."])
    return kinds(raw)
