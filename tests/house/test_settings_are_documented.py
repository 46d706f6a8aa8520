import re
from dataclasses import fields
from pathlib import Path

from hearthside.settings.config import Config

PAGE = Path(__file__).resolve().parents[2] / "docs" / "host" / "settings.md"


def test_each_setting_has_a_paragraph_and_each_paragraph_a_setting():
    described = set(
        re.findall(r"^### `HEARTHSIDE_([A-Z_]+)`", PAGE.read_text(), re.MULTILINE)
    )

    assert described == {field.name.upper() for field in fields(Config)}
