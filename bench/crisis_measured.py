"""Writes what the offer of help reaches, for the page that says so: python -m bench.crisis_measured"""

from __future__ import annotations

import json
import time
from pathlib import Path

from hearthside.cli.evaluate import as_json
from hearthside.engines.crisis import measure, offers_help, read_items

HERE = Path(__file__).parent / "crisis"
MEASURED = Path(__file__).parents[1] / "src/hearthside/engines/crisis/measured.json"
FILES = ("held_out_phrases.csv", "held_out_replies.csv")


def main() -> None:
    found = {}
    for name in FILES:
        items = read_items((HERE / name).read_bytes())
        began = time.perf_counter()
        found[name] = as_json(measure(items, offers_help))
        each = 1000 * (time.perf_counter() - began) / len(items)
        print(f"{name}: {found[name]}")
        print(f"  {each:.2f} ms a text in Python, the first look included")
    MEASURED.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
