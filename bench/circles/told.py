"""Saying what was found: ratios first, then what is aimed at, then every figure."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from typing import Any

Found = dict[str, Any]
Pick = Callable[[Found], float]
# What is asked of ours: words, how to find it in a round, the most it may be, the dream.
RATE = 200.0
AIMS: tuple[tuple[str, Pick, float, float], ...] = (
    (f"{RATE:g} a second: p95 ms", lambda o: at_rate(o)["last_ms"]["p95"], 15, 6),
    (f"{RATE:g} a second: p99 ms", lambda o: at_rate(o)["last_ms"]["p99"], 40, 10),
    ("MiB a 1,000 who listen", lambda o: o["mib_a_1000"], 30, 15),
    ("MiB idle, the whole house", lambda o: o["idle_mib"], 115, 80),
    ("bytes of disk a post", lambda o: o["disk_a_post"], 1500, 900),
)
NOUGHT = ("lost", "doubled", "leaked", "unknown", "let_go", "gone")
KEEPS = 0.7


def at_rate(one: Found, rate: float = RATE) -> Found:
    """Return what was found at a rate. Raises KeyError: it was not measured."""
    return {it["rate"]: it for it in one["steady"]}[rate]


def ratios(rounds: list[Found]) -> list[Found]:
    """Return what ours costs beside each of the others, round by round: middle, least, most."""
    picks: list[tuple[str, Pick]] = [
        ("CPU a post, as many as it takes", lambda o: o["full"]["cpu_ms_a_post"]),
        (f"CPU a post, {RATE:g} a second", lambda o: at_rate(o)["cpu_ms_a_post"]),
        ("posts a second", lambda o: o["full"]["posts_a_second"]),
        ("posts a second of one core", lambda o: o["full"]["posts_a_core_second"]),
        ("p95 to the last", lambda o: at_rate(o)["last_ms"].get("p95", 0)),
    ]
    mine = _of(rounds, "ours")
    found = []
    for other in dict.fromkeys(one["name"] for one in rounds):
        theirs = _of(rounds, other)
        if other == "ours" or not mine:
            continue
        for words, pick in _measured(picks, rounds[0]):
            each = [
                pick(a) / pick(b) for a, b in zip(mine, theirs, strict=True) if pick(b)
            ]
            # Who managed nothing at all is beside nothing.
            if not each:
                continue
            found.append(
                {
                    "what": words,
                    "to": other,
                    "middle": round(statistics.median(each), 3),
                    "least": round(min(each), 3),
                    "most": round(max(each), 3),
                }
            )
    return found


def aims(rounds: list[Found], found: list[Found]) -> list[Found]:
    """Return what was aimed at, and whether it is met."""
    said = [
        _aim(f"{one['what']}, times the floor", one["middle"], 3.0, 2.0)
        for one in found
        if one["to"] == "floor" and one["what"].startswith("CPU")
    ]
    mine = _of(rounds, "ours")
    if not mine:
        return said
    measured = _measured([(aim[0], aim[1]) for aim in AIMS], rounds[0])
    for words, pick, most, dream in AIMS:
        if (words, pick) not in measured:
            continue
        said.append(_aim(words, statistics.median(map(pick, mine)), most, dream))
    for name in NOUGHT:
        said.append(_aim(name.replace("_", " "), sum(o[name] for o in mine), 0, 0))
    return said


def _aim(words: str, value: float, most: float, dream: float) -> Found:
    verdict = "dream" if value <= dream else "met" if value <= most else "MISSED"
    return {
        "what": words,
        "found": round(value, 2),
        "most": most,
        "dream": dream,
        "is": verdict,
    }


def shapes_kept(shapes: list[Found]) -> list[Found]:
    """Return each shape with how much of the usual shape's ratio it keeps."""
    usual = next(o["ratio"] for o in shapes if (o["members"], o["size"]) == (12, 400))
    return [one | {"keeps": round(usual / one["ratio"], 2)} for one in shapes]


def is_bad(found: Found) -> bool:
    """Return whether anything of ours went wrong that no busy machine excuses."""
    mine = _of(found["rounds"], "ours")
    wrong = any(one[name] for one in mine for name in NOUGHT)
    wrong |= any(
        one["ours"][name]
        for one in found["shapes"]
        for name in NOUGHT
        if name != "gone"
    )
    audit = found["audit"]
    return wrong or not (audit.get("is_sound", True) and audit.get("is_caught", True))


def say(found: Found) -> None:
    """Print all of it."""
    print(f"# {found['machine']}\n# {found['command']}\n")
    for why in found["skipped"]:
        print(f"SKIPPED {why}")
    for one in found["ratios"]:
        print(
            f"{one['what']}: ours is {one['middle']:g} times {one['to']}"
            f" ({one['least']:g} to {one['most']:g})"
        )
    print("\n| aim | found | held to | dream | |\n| --- | --- | --- | --- | --- |")
    for one in found["aims"]:
        print("| {what} | {found:g} | {most:g} | {dream:g} | {is} |".format(**one))
    if found["rounds"]:
        _table(found["rounds"])
    if found["shapes"]:
        _shapes(found["shapes"])
    if found["audit"]:
        print("\nWhat the system calls say:", found["audit"])


def _table(rounds: list[Found]) -> None:
    names = list(dict.fromkeys(one["name"] for one in rounds))
    print("\n| | " + " | ".join(names) + " |\n| --- |" + " --- |" * len(names))

    def row(words: str, pick: Pick) -> None:
        middles = [
            statistics.median(pick(one) for one in _of(rounds, name)) for name in names
        ]
        print(f"| {words} | " + " | ".join(f"{it:g}" for it in middles) + " |")

    for words, key in (
        ("posts a second, as many as it takes", "posts_a_second"),
        ("posts a second of one core", "posts_a_core_second"),
        ("CPU ms a post then", "cpu_ms_a_post"),
        ("the load then, cores", "load_busy"),
    ):
        row(words, lambda o, key=key: o["full"][key])
    for rate in [it["rate"] for it in rounds[0]["steady"]]:
        for q in ("p50", "p95", "p99"):
            row(
                f"{rate:g} a second: {q} ms to the last",
                lambda o, rate=rate, q=q: at_rate(o, rate)["last_ms"].get(q, 0),
            )
        for words, key in (
            ("CPU ms a post", "cpu_ms_a_post"),
            ("the load late, p99 ms", "load_late_ms_p99"),
        ):
            row(
                f"{rate:g} a second: {words}",
                lambda o, rate=rate, key=key: at_rate(o, rate)[key],
            )
    for words, key in (
        ("MiB idle, the whole system", "idle_mib"),
        ("MiB a 1,000 who listen", "mib_a_1000"),
        ("MiB a 1,000 more, after the first circle", "lines_mib_a_1000"),
        ("bytes of disk a post", "disk_a_post"),
        *((name.replace("_", " "), name) for name in NOUGHT),
    ):
        row(words, lambda o, key=key: o[key])
    print("\nThe machine meanwhile:", [one["before"] for one in rounds])


def _shapes(shapes: list[Found]) -> None:
    print(f"\n| people | bytes | ours | floor | times | keeps ({KEEPS:g}) |")
    print("| --- | --- | --- | --- | --- | --- |")
    for one in shapes:
        print(
            f"| {one['members']} | {one['size']} | {one['ours']['cpu_ms_a_post']:g} ms"
            f" | {one['floor']['cpu_ms_a_post']:g} ms | {one['ratio']:g}"
            f" | {one['keeps']:g}{'' if one['keeps'] >= KEEPS else ' MISSED'} |"
        )


def _measured(picks: list[tuple[str, Pick]], one: Found) -> list[tuple[str, Pick]]:
    """Return those figures that this run has."""
    found = []
    for words, pick in picks:
        try:
            pick(one)
        except KeyError:
            continue
        found.append((words, pick))
    return found


def _of(rounds: list[Found], name: str) -> list[Found]:
    return [one for one in rounds if one["name"] == name]
