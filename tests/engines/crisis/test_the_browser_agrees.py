import json
import shutil
import subprocess
from pathlib import Path

import pytest

from hearthside.engines.crisis import offers_help
from tests.engines.crisis.strings import strings

ROOT = Path(__file__).resolve().parents[3]
SOURCE = ROOT / "src/hearthside/engines/crisis/signs.json"
ASK = """
import { readFileSync } from 'node:fs'
import { noticing } from './noticing.mjs'
const { offersHelp, makeReady } = noticing(JSON.parse(readFileSync(process.argv[2], 'utf8')))
const texts = JSON.parse(readFileSync(process.argv[3], 'utf8'))
for (const _ of makeReady());
const began = process.cpuUsage()
const said = texts.map((text) => offersHelp(text))
const { user, system } = process.cpuUsage(began)
const each = (user + system) / 1000 / texts.length
console.log(JSON.stringify({ said, each }))
"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    """What the browser's own rules say to some strings, asked of Node."""
    if shutil.which("node") is None:
        pytest.skip("SKIPPED: no Node here")
    folder = tmp_path_factory.mktemp("browser")
    made = [
        ROOT / "node_modules/.bin/esbuild",
        ROOT / "frontend/crisis/noticing.ts",
        "--bundle",
        "--format=esm",
        f"--outfile={folder / 'noticing.mjs'}",
        "--log-level=warning",
    ]
    subprocess.run(made, check=True)
    (folder / "ask.mjs").write_text(ASK)

    def ask(texts):
        # Half a letter has no bytes of its own; JSON writes it as an escape.
        (folder / "texts.json").write_text(json.dumps(texts))
        answer = subprocess.run(
            ["node", folder / "ask.mjs", SOURCE, folder / "texts.json"],
            check=True,
            capture_output=True,
            text=True,
        )
        return json.loads(answer.stdout)

    return ask


@pytest.mark.slow
def test_h1_the_browser_and_python_say_the_same_of_thousands_of_strings(browser):
    asked = strings()
    here = [offers_help(text) for text in asked]

    there = browser(asked)["said"]

    differ = [
        text[:80]
        for text, one, other in zip(asked, here, there, strict=True)
        if one != other
    ]
    assert differ == []
    assert len(asked) > 4000
    # Equal because both are always silent would prove nothing.
    assert 500 < sum(here) < len(here) - 500


@pytest.mark.slow
def test_a_message_takes_the_browser_less_than_five_milliseconds(browser):
    message = "I do not know what to say, and it has been a long week for us all. " * 7

    each = browser([message] * 200)["each"]

    assert len(message) > 400
    assert each < 5


def test_a_rule_the_browser_reads_otherwise_would_be_seen(browser):
    said = browser(["I want to die", "See you on Tuesday"])["said"]

    assert said == [True, False]
