"""Taking people's contact details out of text, and tidying the sentence they leave."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from .findings import Findings
from .links import is_a_room, safe_link, tells_a_number
from .numbers import TAKEN, without_numbers
from .passcodes import without_passcodes

TOOK: Final = "Contact details or passcodes were taken out of the text."

_HINT: Final = re.compile(
    r"[@\d\[$]|pass|pw|psw|pin\b|code|http|www\.|venmo|cash|paypal|zelle|[\[(]at[\])]",
    re.IGNORECASE,
)
_EMAIL: Final = re.compile(
    r"""(?:mailto:)?(?<![\w.+%'-])[\w.+%'-]+
    (?:[ ]?[@＠﹫][ ]?|[ ]?[\[(]\ ?at\ ?[\])][ ]?)
    [\w-]+(?:(?:\.|[ ]?[\[(]\ ?dot\ ?[\])][ ]?)[\w-]+)*
    (?:\.|[ ]?[\[(]\ ?dot\ ?[\])][ ]?)[^\W\d_]{2,}""",
    re.VERBOSE | re.IGNORECASE,
)
_LINK: Final = re.compile(
    r"(?:\bhttps?://|\bwww\.|\b(?:[\w-]+\.)?zoom\.us/|\bmeet\.google\.com/)[^\s<>\"“”]+",
    re.IGNORECASE,
)
_HANDLE: Final = re.compile(
    r"""\b(?:venmo|cash\ ?app|zelle|paypal(?:\.me)?)\b[^\n.;]{0,30}?
        (?P<handle>[@$/]\ ?[\w][\w.-]*)
      | (?P<tag>(?<!\w)\$\ ?[A-Za-z]\w{2,})""",
    re.VERBOSE | re.IGNORECASE,
)
_MARK: Final = re.compile(r"\[(?:redacted|phone|e-?mail|name)\]", re.IGNORECASE)

# A sentence ends here; "Tony R." does not end one.
_SENTENCE: Final = re.compile(
    r"(\n|(?<=[.!?;])(?<![\s(][A-Z]\.)\s+|\s+-{1,3}\s*|\s*[|]\s*|\s*/{1,3}\s+|\s*//\s*)"
)
_CLAUSE: Final = re.compile(r"(,\s*)")
_REACHING: Final = re.compile(
    r"""\b(?:call|text|contact|e-?mail|phone|ring|dial|whats ?app|message|reach|sms|request
    |inquire|donat\w+|contribut\w+|venmo|zelle|paypal|cash ?app)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_NAMED: Final = re.compile(
    r"(?i:\b(?:call|text|contact|e-?mail|ask|see))[ ](?:[A-Z][a-z]+)[ ](?:[A-Z]\b|&)"
)
_FILLER: Final = frozenset(
    """dial in dialin phone no number numbers id ids meeting zoom call calls conference text tel
    telephone email e mail contact contacts please for password passwords passcode passcodes pw
    pwd psw pin code codes access info information more the to or and at on via us me is are it
    enter join one tap mobile update by option with mtg ph cell pmi link room a #
    """.split()
)
_LONGEST_DROPPED: Final = 30


def without_contacts(
    text: str, findings: Findings, *, prose: bool, rooms: list[str] | None = None
) -> str:
    """Return the text with nobody's number, address or passcode in it.

    prose -- True for notes, False for names and addresses (see without_numbers).
    rooms -- where given, links that open a meeting are added to it; they always leave the
        text, for they are shown only near the time.
    """
    if not _HINT.search(text):
        return text
    links: list[str] = []
    taken = _LINK.sub(_set_aside(links, rooms, findings), text)
    taken = _EMAIL.sub(_take(findings, "e-mail addresses"), taken)
    taken = _HANDLE.sub(_take_handle(findings), taken)
    taken = without_passcodes(taken, findings)
    taken = without_numbers(taken, findings, prose=prose)
    taken = _MARK.sub(TAKEN, taken)
    if TAKEN in taken:
        findings.mend(TOOK)
        taken = _tidied(taken, findings)
    return _put_back(taken, links)


def _take(findings: Findings, what: str) -> Callable[[re.Match[str]], str]:
    def take(_found: re.Match[str]) -> str:
        findings.drop(what)
        return TAKEN

    return take


def _take_handle(findings: Findings) -> Callable[[re.Match[str]], str]:
    def take(found: re.Match[str]) -> str:
        findings.drop("payment handles")
        handle = found.group("handle") or found.group("tag")
        return found.group().replace(handle, TAKEN)

    return take


def _set_aside(
    links: list[str], rooms: list[str] | None, findings: Findings
) -> Callable[[re.Match[str]], str]:
    """Return what replaces a link by one private character while numbers are looked for."""

    def set_aside(found: re.Match[str]) -> str:
        written = found.group().rstrip(".,;:!?)]'")
        rest = found.group()[len(written) :]
        link = written if "://" in written else f"https://{written}"
        if is_a_room(link):
            if rooms is not None:
                rooms.append(link)
            return TAKEN + rest
        quiet = Findings()  # a page's link is not the online link: no sentence about it
        kept = safe_link(_MARK.sub("", link), quiet)
        findings.dropped.update(quiet.dropped)
        if not kept or len(links) >= 100 or tells_a_number(kept):
            findings.drop("links")
            return TAKEN + rest
        links.append(kept)
        return chr(ord(TAKEN) + len(links)) + rest

    return set_aside


def _put_back(text: str, links: list[str]) -> str:
    for number, link in enumerate(links, start=1):
        text = text.replace(chr(ord(TAKEN) + number), link)
    return text


def _tidied(text: str, findings: Findings) -> str:
    """Return the text without the gaps, and without words that led only to a gap."""
    pieces = _SENTENCE.split(text)
    kept: list[str] = []
    for place in range(0, len(pieces), 2):
        said = _sentence(pieces[place], findings)
        ends = pieces[place + 1] if place + 1 < len(pieces) else ""
        if said or TAKEN not in pieces[place]:
            kept += [said, ends]
        elif "\n" in ends and kept:
            kept.append("\n")
    return _smooth("".join(kept))


def _sentence(sentence: str, findings: Findings) -> str:
    if TAKEN not in sentence:
        return sentence
    if _REACHING.search(sentence) and len(sentence.split()) <= _LONGEST_DROPPED:
        # It only told whom to ask; without the number it says nothing.
        findings.drop("contact names", len(_NAMED.findall(sentence)))
        return ""
    clauses = _CLAUSE.split(sentence)
    kept = "".join(
        clause + (clauses[place + 1] if place + 1 < len(clauses) else "")
        for place, clause in enumerate(clauses)
        if place % 2 == 0 and not (TAKEN in clause and _is_filler(clause))
    )
    kept = re.sub(rf"(?:\b(?:at|on|:|#)\s*|[:#=-]\s*)?{TAKEN}+", "", kept)
    return kept.strip(" ,:;#=-–—/|")


def _is_filler(clause: str) -> bool:
    words = re.findall(r"[^\W\d_]+|\d+", clause.replace(TAKEN, " ").lower())
    return all(word in _FILLER for word in words)


def _smooth(text: str) -> str:
    text = re.sub(r"\(\s*\)|\[\s*\]|[\"“]\s*[\"”]", "", text)
    text = re.sub(r"[ ]+([,.;:!?])", r"\1", text)
    text = re.sub(r"[\s,;:|/–—-]+$", "", text)
    return re.sub(r"^[\s,;:.|/–—]+", "", text)
