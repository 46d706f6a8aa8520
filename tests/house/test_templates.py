"""A template asks for its page and the frame, and never goes to the database itself."""

import re
from pathlib import Path

WEB = Path(__file__).resolve().parents[2] / "src" / "hearthside" / "web"
PAGES = sorted(
    path
    for audience in ("public", "member", "facilitator", "desk", "evaluate")
    for path in (WEB / "templates" / audience).glob("*.html")
)


def test_each_page_says_which_page_class_it_shows():
    silent = []
    for path in PAGES:
        first = path.read_text().splitlines()[0]
        name = f"{path.parent.name}/{path.name}"
        if name not in first or not re.search(r"-- \w+", first):
            silent.append(name)

    assert silent == []


def test_each_page_class_named_exists():
    code = "\n".join(path.read_text() for path in WEB.rglob("*.py"))
    missing = {
        found.group(1)
        for path in PAGES
        if (found := re.search(r"-- (\w+Page)\b", path.read_text().splitlines()[0]))
        and f"class {found.group(1)}" not in code
    }

    assert missing == set()


def test_no_template_brings_a_style_a_script_or_a_stranger():
    found = []
    for path in (WEB / "templates").rglob("*.html"):
        text = re.sub(r"\{#.*?#\}", "", path.read_text(), flags=re.DOTALL)
        for trick in (r"\sstyle=", r"<style", r"<script(?![^>]*(\ssrc=|json))", r"\son\w+=\"",
                      r"(?:src|href)=\"(?:https?:)?//", r"\|safe\b", r"autoescape off"):  # fmt: skip
            if re.search(trick, text):
                found.append(f"{path.relative_to(WEB)}: {trick}")

    assert found == []


def test_nobody_is_scored_nagged_or_shamed():
    """The words of things we deliberately do not have."""
    shaming = re.compile(
        r"\b(streak|badge|leaderboard|we missed you|we miss you|last seen|oops|"
        r"successfully|journey|engagement|hurry|only \d+ left)\b",
        re.IGNORECASE,
    )
    found = [
        f"{path.relative_to(WEB)}: {hit.group()}"
        for path in (WEB / "templates").rglob("*.html")
        if "allauth" not in str(path)
        for hit in shaming.finditer(_words_of(path.read_text()))
    ]

    assert found == []


def _words_of(template: str) -> str:
    """Return what a person reads: no tags, and of template tags only the words."""
    spoken = re.sub(r"\{%\s*translate\s+\"(.*?)\".*?%\}", r" \1 ", template)
    return re.sub(r"<[^>]*>|\{[%#{].*?[%#}]\}", " ", spoken)
