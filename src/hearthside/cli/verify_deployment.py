"""hearthside verify-deployment: whether a running house serves what this release builds."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator
from typing import Any, Final

from django.conf import settings

from hearthside.cli.verifying.asking import RULES, house_at
from hearthside.cli.verifying.comparing import compare
from hearthside.cli.verifying.findings import (
    NOT_PROVEN,
    Finding,
    Report,
    Verdict,
    differs,
    unseen,
)
from hearthside.cli.verifying.release import NotBuilt, this_release
from hearthside.cli.verifying.walking import walk
from hearthside.core.fetching import NotALink, Rules

_HEADS: Final = {
    Verdict.SAME: "The same",
    Verdict.DIFFERS: "Different",
    Verdict.UNSEEN: "Could not be seen",
}


def add_to(subparsers: Any) -> None:
    """Add `verify-deployment`."""
    parser = subparsers.add_parser(
        "verify-deployment",
        help="say whether a running house serves the scripts and styles of this release",
    )
    parser.add_argument("address", metavar="URL")
    parser.add_argument("--json", action="store_true", help="for a program to read")
    parser.set_defaults(run=run)


def run(args: Namespace) -> int:
    """Say what is the same and what is not; 0 only when all is the same, otherwise 1."""
    report = verify(args.address)
    if args.json:
        print(json.dumps(_as_json(report), indent=1))
    else:
        for line in _as_lines(report):
            print(line)
    return 0 if report.is_the_same else 1


def verify(link: str, *, rules: Rules = RULES) -> Report:
    """Hold the house at an address against what is built here."""
    try:
        house = house_at(link, rules=rules)
        release = this_release()
    except NotALink as no:
        return Report(link[:300], None, (unseen("address", no.why),))
    except NotBuilt as no:
        return Report(link[:300], None, (unseen("this release", no.why),))
    findings: list[Finding] = []
    if not house.is_private_on_the_way:
        findings.append(
            differs(
                "way",
                "The address begins with http://, so whoever stands between may change "
                "what comes.",
            )
        )
    policy = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    walked = walk(house, policy=policy)
    findings.extend(walked.findings())
    if walked.pages:
        findings.extend(compare(house, release.files, walked.code))
    return Report(house.root, release, tuple(findings), walked.pages, walked.left)


def _as_json(report: Report) -> dict[str, Any]:
    release = report.release
    return {
        "house": report.house,
        "is_the_same": report.is_the_same,
        "release": release.version if release else None,
        "bundle": release.bundle if release else None,
        "files": len(release.files) if release else 0,
        "pages": report.pages,
        "pages_left": report.pages_left,
        "findings": [
            {"about": one.about, "verdict": one.verdict, "sentence": one.sentence}
            for one in report.findings
        ],
        "not_proven": list(NOT_PROVEN),
    }


def _as_lines(report: Report) -> Iterator[str]:
    if report.release:
        yield (
            f"{report.house}, held against Hearthside {report.release.version} as it is "
            f"built here.\nThe number of this bundle: {report.release.bundle}"
        )
    for verdict, head in _HEADS.items():
        if those := report.those(verdict):
            yield f"\n{head}:"
            yield from (f"  {one.about}: {one.sentence}" for one in those)
    if report.pages_left:
        yield f"\n{report.pages_left} pages like those that were opened were not."
    if report.release:
        yield "\nWhat this does not prove:"
        yield from (f"  {sentence}" for sentence in NOT_PROVEN)
    yield (
        "\nAll that was seen is the same."
        if report.is_the_same
        else "\nNot all is the same, or not all could be seen."
    )
