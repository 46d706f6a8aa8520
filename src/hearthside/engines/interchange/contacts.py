"""Taking people's contact details out of text, and tidying the sentence they leave."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from .findings import Findings
from .links import is_a_room, safe_link, tells_a_number
from .numbers import TAKEN, without_numbers
from .passcodes import without_keyed_codes, without_marks, without_passcodes

TOOK: Final = "Contact details or passcodes were taken out of the text."

_HINT: Final = re.compile(
    r"[@＠﹫\d\[$:=]|pass|pw|psw|pin\b|code|http|www\.|venmo|cash|paypal|zelle|[\[(]at[\])]",
    re.IGNORECASE,
)
_LINK_HINT: Final = re.compile(r"://|www\.|zoom\.us|meet\.google", re.IGNORECASE)
_EMAIL_HINT: Final = re.compile(r"[@＠﹫]|[\[(] ?at ?[\])]", re.IGNORECASE)
_HANDLE_HINT: Final = re.compile(r"\$|venmo|cash|paypal|zelle", re.IGNORECASE)
_EMAIL: Final = re.compile(
    r"""(?:mailto:)?(?<![\w.+%'-])[\w.+%'-]+"?
    (?:[ ]?[@＠﹫][ ]?|[ ]?[\[(]\ ?at\ ?[\])][ ]?)
    [\w-]+(?:(?:\.|[ ]?[\[(]\ ?dot\ ?[\])][ ]?)[\w-]+)*
    (?:\.|[ ]?[\[(]\ ?dot\ ?[\])][ ]?)[^\W\d_]{2,}""",
    re.VERBOSE | re.IGNORECASE,
)
_LINK: Final = re.compile(
    r"(?:\bhttps?://|\bwww\.|\b(?:[\w-]{1,40}\.)?zoom\.us/|\bmeet\.google\.com/)[^\s<>\"“”\ue000]+",
    re.IGNORECASE,
)
_HANDLE: Final = re.compile(
    r"""\b(?:venmo|cash\ ?app|zelle|paypal(?:\.me)?)\b[^\n.;]{0,30}?
        (?P<handle>[@$/]\ ?[\w][\w.-]*)
      | (?P<tag>(?<!\w)\$\ ?[A-Za-z]\w{2,})""",
    re.VERBOSE | re.IGNORECASE,
)
# A sentence ends here; "Tony R." and "St. Luke" do not end one.
_SENTENCE: Final = re.compile(
    r"""(\n
      |(?<=[.!?;])(?<![\s(][A-Z]\.)(?<!\b(?:St|Mr|Dr|Mt|Rd|No)\.)(?<!\b(?:Mrs|Ave|Rev)\.)\s+
      |(?<=[a-z][.!?])(?=[A-Z][a-z])
      |\s+-{1,3}\s+|\s+--\s*|\s*[|]\s*|\s+/{1,3}\s+|\s*//\s*)""",
    re.VERBOSE,
)
_CLAUSE: Final = re.compile(r"(,\s*)")
_REACHING: Final = re.compile(
    rf"""\b(?:calls?|text|contacts?|e-?mail(?:ing|s)?|phone|ring|dial|whats\ ?app|messages?
    |reach|write|sms|requests?|inquir\w+|donat\w+|contribut\w+|venmo|zelle|paypal|cash\ ?app)\b
    (?!\s{{0,3}}[.:;]{{1,3}}\s{{0,3}}{TAKEN})""",
    re.VERBOSE | re.IGNORECASE,
)
_LABEL_AND_GAP: Final = re.compile(
    rf"""(?:\b(?:zoom|phone|tel|telephone|id|ids|pmi|meeting|room|dial-?in|pass(?:code|word)s?|pw
    |pwd|at|on|to|via|for|and|or|e-?mail|text|call|contact|no|number)\b[ .:\#=-]{{0,4}}){{0,5}}
    [:\#=]{{0,3}}\s{{0,3}}{TAKEN}(?:[\s\#:?,]{{0,5}}{TAKEN})*\#?""",
    re.VERBOSE | re.IGNORECASE,
)
_RHYTHM: Final = re.compile(
    r"\b(?:\d(?:st|nd|rd|th)|first|second|third|fourth|fifth|last|every|month|monthly)\b",
    re.IGNORECASE,
)
_PERSON: Final = re.compile(rf"\b[A-Z][a-z]+ [A-Z]\b\.?[ ,:-]{{0,4}}(?={TAKEN})")
_NAMED: Final = re.compile(
    r"(?i:\b(?:call|text|contact|e-?mail|ask|see))[ ](?:[A-Z][a-z]+)[ ](?:[A-Z]\b|&)"
)
_FILLER: Final = frozenset(
    re.findall(
        r"\w+",
        """1 a access additional and are at by call calls cell code codes conference
        contact contacts coordinator dial dialin e email enter for group helpline id ids in
        info information is it join link mail me meeting mobile more mtg no number
        numbers on one option or passcode passcodes password passwords ph phone pin
        please pmi psw pw pwd question questions room tap tel telephone text the to
        twice update us via with zoom""",
    )
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
    taken = without_marks(text, findings)
    if _LINK_HINT.search(taken):
        taken = _LINK.sub(_set_aside(links, rooms, findings), taken)
    if _EMAIL_HINT.search(taken):
        taken = _EMAIL.sub(_take(findings, "e-mail addresses"), taken)
    if _HANDLE_HINT.search(taken):
        taken = _HANDLE.sub(_take_handle(findings), taken)
    taken = without_passcodes(taken, findings)
    taken = without_numbers(taken, findings, prose=prose)
    taken = without_keyed_codes(taken, findings)
    if TAKEN in taken:
        findings.mend(TOOK)
        taken = _tidied(taken, findings, prose=prose)
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
        kept = safe_link(link, quiet)
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


def _tidied(text: str, findings: Findings, *, prose: bool) -> str:
    """Return the text without the gaps, and without words that led only to a gap."""
    pieces = _SENTENCE.split(text)
    kept: list[str] = []
    for place in range(0, len(pieces), 2):
        said = _sentence(pieces[place], findings, prose=prose)
        ends = pieces[place + 1] if place + 1 < len(pieces) else ""
        if said or not pieces[place].strip():
            kept += [said, ends]
        elif "\n" in ends:
            kept.append("\n")
    return _smooth("".join(kept))


def _sentence(sentence: str, findings: Findings, *, prose: bool) -> str:
    if TAKEN not in sentence:
        leads_nowhere = sentence.rstrip()[-1:] in (":", "#", "?") and _is_filler(
            sentence
        )
        return "" if leads_nowhere else sentence
    reaching = _REACHING.search(sentence)
    if prose and reaching and len(sentence.split()) <= _LONGEST_DROPPED:
        # It only told whom to ask; without the number it says nothing.
        if times := len(_NAMED.findall(sentence)):
            findings.drop("contact names", times)
        return " ".join(_around(sentence, reaching.start()))
    clauses = _CLAUSE.split(sentence)
    kept = "".join(
        clause + (clauses[place + 1] if place + 1 < len(clauses) else "")
        for place, clause in enumerate(clauses)
        if place % 2 == 0 and not _leads_to_a_gap(clause)
    )
    named = _PERSON.sub("", kept)
    if named != kept:
        findings.drop("contact names")
    return _LABEL_AND_GAP.sub(" ", named).strip(" ,:;#=-–—/|")


def _around(sentence: str, asking: int) -> Iterator[str]:
    """Yield what a sentence says besides whom to ask: a rhythm before, a thought after."""
    before = sentence[:asking].replace(TAKEN, "").split()
    if _RHYTHM.search(" ".join(before)):
        while before and _is_filler(before[-1].rpartition("-")[2]):
            before[-1] = before[-1].rpartition("-")[0]
            before = before if before[-1] else before[:-1]
        yield " ".join(before).strip(" ,:;-–—/")
    rest = sentence.rpartition(TAKEN)[2].strip(" ,:;#=-–—/|.?!*")
    if rest[:1].isupper() and not _is_filler(rest):
        yield rest


def _leads_to_a_gap(clause: str) -> bool:
    return TAKEN in clause and bool(_REACHING.search(clause) or _is_filler(clause))


def _is_filler(clause: str) -> bool:
    words = re.findall(r"[^\W\d_]+|\d+", clause.replace(TAKEN, " ").lower())
    return all(word in _FILLER for word in words)


def _smooth(text: str) -> str:
    text = re.sub(r"\(\s{0,3}\)|\[\s{0,3}\]|[\"“]\s{0,3}[\"”]", "", text)
    text = re.sub(r"(?<! ) +([,.;:!?])", r"\1", text)
    return text.rstrip(" \n,;:|/–—-").lstrip(" \n,;:.|/–—")
