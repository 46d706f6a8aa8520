"""Whether a page's Content-Security-Policy keeps out what this release's keeps out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final
from urllib.parse import urlsplit

Policy = dict[str, frozenset[str]]

_SELF: Final = "'self'"
_NONE: Final = "'none'"
# What takes the place of a directive we send, for some of what it is about.
_INSTEAD: Final = {
    "script-src": ("script-src-elem", "script-src-attr", "worker-src"),
    "style-src": ("style-src-elem", "style-src-attr"),
    "default-src": ("child-src", "frame-src", "object-src", "media-src", "fenced-frame-src"),
}  # fmt: skip
_TELLS: Final = ("report-uri", "report-to")
# These get stricter with each word; of all others, each word lets something in.
_STRICTER: Final = frozenset({"require-trusted-types-for"})


def what_is_loose(header: str, *, ours: Mapping[str, Any], host: str) -> list[str]:
    """Return what a policy allows that ours does not, a sentence each; [] when nothing.

    header -- as the page sent it; of several policies each must be kept, so that one as
    strict as ours is enough. ours -- the directives of this release, lists of sources.
    host -- where the page is: its live process may answer at another port of it.
    """
    sent = [found for text in header.split(",") if (found := _read(text))]
    if not sent:
        return ["It has no Content-Security-Policy: the browser would run any script."]
    telling = [
        f"Its policy tells another address what the browser refused ({name})."
        for name in _TELLS
        if any(name in policy for policy in sent)
    ]
    return telling + min((list(_loose(one, ours, host)) for one in sent), key=len)


def _read(text: str) -> Policy:
    policy: Policy = {}
    for part in text.split(";"):
        words = part.split()
        # Of a directive given twice, browsers go by the first.
        if words and words[0].lower() not in policy:
            policy[words[0].lower()] = frozenset(words[1:]) - {_NONE}
    return policy


def _loose(sent: Policy, ours: Mapping[str, Any], host: str) -> Iterator[str]:
    for name, sources in ours.items():
        wanted = frozenset(sources) - {_NONE}
        given = _of(sent, name)
        if given is None:
            yield f"Its policy says nothing of {name}."
        elif name in _STRICTER:
            if wanted - given:
                yield f"Its policy does not ask for {name}."
        else:
            yield from _more(name, given, wanted, host)
        for instead in _INSTEAD.get(name, ()):
            # Our own default is to load nothing; a directive of its own may not load more.
            yield from _more(instead, sent.get(instead, frozenset()), wanted, host)


def _of(sent: Policy, name: str) -> frozenset[str] | None:
    falls_back = name.endswith("-src") and name not in sent
    return sent.get("default-src" if falls_back else name)


def _more(
    name: str, given: frozenset[str], wanted: frozenset[str], host: str
) -> Iterator[str]:
    more = {
        source
        for source in given - wanted
        if not (name == "connect-src" and _is_live(source, host))
    }
    if more:
        yield f"Its policy allows more than ours in {name}: {' '.join(sorted(more))[:200]}"


def _is_live(source: str, host: str) -> bool:
    """Return whether a source is another port of the same machine."""
    try:
        found = urlsplit(source)
        return found.scheme in ("http", "https") and found.hostname in (
            host, "localhost", "127.0.0.1",
        )  # fmt: skip
    except ValueError:
        return False
