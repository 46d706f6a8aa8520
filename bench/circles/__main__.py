"""python -m bench.circles: ours, the floor and the ordinary chat, taking turns for each figure.

Figures of one run belong together: the machine is small and shared. What of it was disturbed
stands beside them.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from pathlib import Path
from typing import Any

import uvloop

from bench.circles import audit, channels, sides, told
from bench.circles.channels import Channels
from bench.circles.floor import Floor
from bench.circles.ours import Ours
from bench.circles.server import Server

PEERS: dict[str, type[Server]] = {"ours": Ours, "floor": Floor, "channels": Channels}
PARTS = ("sides", "shapes", "audit")


def main() -> int:
    """Measure; return 1 when a word was lost, doubled, leaked or known too early."""
    args = _arguments()
    args.folder.mkdir(parents=True, exist_ok=True)
    skipped = []
    if "channels" in args.peers and (why := channels.why_not()):
        skipped.append(f"channels: {why}")
        args.peers.remove("channels")
    found: dict[str, Any] = {
        "machine": f"{os.cpu_count()} cores, {platform.platform()}, Python {platform.python_version()}",
        "command": " ".join(["python -m bench.circles", *sys.argv[1:]]),
        "ratios": [],
        "aims": [],
        "skipped": skipped,
        "rounds": _sides(args) if "sides" in args.parts else [],
        "shapes": [],
        "audit": {},
    }
    if "shapes" in args.parts:
        measured = uvloop.run(sides.shapes(args.folder, args.port, args.seconds / 2))
        found["shapes"] = told.shapes_kept(measured)
    if "audit" in args.parts:
        found["audit"] = uvloop.run(audit.audit(args.folder, args.port))
        if why := found["audit"].get("skipped"):
            skipped.append(f"audit: {why}")
    found["ratios"] = told.ratios(found["rounds"])
    found["aims"] = told.aims(found["rounds"], found["ratios"])
    if args.json:
        print(json.dumps(found, indent=1))
    else:
        told.say(found)
    return 1 if told.is_bad(found) else 0


def _sides(args: argparse.Namespace) -> list[dict[str, Any]]:
    servers = [
        PEERS[name](args.folder, args.port + 10 * at, args.circles, args.members)
        for at, name in enumerate(args.peers)
    ]
    for one in servers:
        one.build()
    rounds: list[dict[str, Any]] = []
    for number in range(args.rounds):
        print(f"round {number + 1}: {' '.join(args.peers)}", file=sys.stderr)
        rounds += uvloop.run(
            sides.one_round(servers, args.size, args.rates, args.seconds)
        )
        for found in rounds[-len(servers) :]:
            print(json.dumps(found), file=sys.stderr, flush=True)
    return rounds


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.circles")
    parser.add_argument("peers", nargs="*", help="ours floor channels: all, if none")
    parser.add_argument("--circles", type=int, default=50)
    parser.add_argument("--members", type=int, default=12)
    parser.add_argument("--size", type=int, default=400, help="sealed bytes in a word")
    parser.add_argument("--rates", type=_numbers, default=[20.0, 50.0, 200.0])
    parser.add_argument("--seconds", type=float, default=10, help="for each figure")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--port", type=int, default=18100)
    parser.add_argument("--parts", type=lambda said: said.split(","), default=PARTS)
    parser.add_argument("--json", action="store_true", help="all of it, ratios first")
    parser.add_argument("--folder", type=Path, default=Path(".run/circles").resolve())
    args = parser.parse_args()
    args.peers = args.peers or list(PEERS)
    if wrong := {*args.peers} - PEERS.keys() or {*args.parts} - {*PARTS}:
        parser.error(f"nothing here is called {', '.join(sorted(wrong))}")
    return args


def _numbers(said: str) -> list[float]:
    return [float(one) for one in said.split(",")]


if __name__ == "__main__":
    sys.exit(main())
