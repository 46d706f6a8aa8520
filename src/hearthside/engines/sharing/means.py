"""Whether a text says how somebody hurt or killed themselves: then it is looked at first.

Source: Samaritans, Media guidelines for reporting suicide (2020), and #chatsafe (Orygen,
2023): no method, no amounts, no place. Talk of staying safer with drugs is no such detail.
"""

from __future__ import annotations

import re
from typing import Final

_SELF: Final = r"(?:my|your|him|her|them|our|one)sel(?:f|ves)"
_AMOUNT: Final = (
    r"(?:\d{1,4}|ten|fifteen|twenty|thirty|forty|fifty|sixty|a hundred|all (?:of )?(?:my|his"
    r"|her|the)|a whole|the whole|a full)"
)
_DANGER: Final = re.compile(
    rf"\b(?:kill(?:ed|ing)? {_SELF}|suicid\w{{0,6}}|(?:end|ended|ending|take|took|taking)"
    rf" (?:my|his|her|their|your) (?:own )?li(?:fe|ves)|end(?:ed|ing)? it all|overdosed"
    rf"|want(?:ed)? to die|tried to die|self[- ]?harm\w{{0,4}}|hurt(?:ing)? {_SELF}"
    rf"|cut(?:ting)? {_SELF})\b",
    re.IGNORECASE,
)
# With words of danger anywhere in the text, these are detail.
_DETAIL: Final = re.compile(
    rf"\b{_AMOUNT}\s?(?:x\s?)?(?:of )?(?:\w{{1,30}} )?(?:tablets?|pills?|capsules?|packets?"
    r"|packs?|box(?:es)?|bottles?|strips?|mg|milligrams?|grams?|ml|millilitres?)\b"
    r"|\b(?:jump(?:ed|ing)?|step(?:ped|ping)?) (?:off|from|in front of)\b"
    r"|\b(?:razors?|blades?|scalpels?|knife|knives|rope|belt|ligature|noose|helium"
    r"|carbon monoxide|exhaust|bleach|antifreeze)\b",
    re.IGNORECASE,
)
# These are detail by themselves.
_HOW: Final = re.compile(
    rf"\b(?:hang(?:ed|ing)?|hung) {_SELF} (?:with|from|by|in|using|on)\b"
    rf"|\b(?:cut|slit|slashed) (?:my|his|her|their|your) (?:own )?(?:wrists?|arms?|throat"
    r"|thighs?|legs?) (?:with|using|down|along)\b"
    rf"|\b(?:shot|drown(?:ed)?|gassed|poison(?:ed)?) {_SELF} (?:with|in|at|by|using)\b"
    rf"|\boverdosed? on {_AMOUNT}\b",
    re.IGNORECASE,
)
_SAFER: Final = re.compile(
    r"\b(?:naloxone|nyxoid|test(?:ing)? (?:your|my|the) (?:drugs|gear)|drug checking"
    r"|needle exchange|never use alone|start low|go slow|locked? away|hand(?:ed)? (?:\w{1,20} ){0,3}"
    r"(?:back )?to (?:the |my )?(?:pharmacy|pharmacist|gp))\b",
    re.IGNORECASE,
)
_SENTENCE: Final = re.compile(r"[^.!?\n]+[.!?]*")


def says_how(text: str) -> str:
    """Return the sentence that says too much, or nothing. Linear in the text.

    Words of danger may stand anywhere in it; the detail is looked for sentence by
    sentence, and a sentence about being safer is passed over.
    """
    is_danger = _DANGER.search(text) is not None
    for hit in _SENTENCE.finditer(text):
        sentence = hit.group().strip()
        if _SAFER.search(sentence):
            continue
        if _HOW.search(sentence) or (is_danger and _DETAIL.search(sentence)):
            return sentence
    return ""
