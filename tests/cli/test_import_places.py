from __future__ import annotations

import argparse
from pathlib import Path

from hearthside.cli import import_places
from hearthside.organisation import places


def run(*words: str | Path) -> int:
    """Run `import places` with these words."""
    parser = argparse.ArgumentParser()
    import_places.add_to(parser.add_subparsers())
    args = parser.parse_args(["places", *map(str, words)])
    code: int = args.run(args)
    return code


def test_postcodes_in_a_file_are_learned(scene, tmp_path, capsys):
    path = tmp_path / "codes.csv"
    path.write_text("postcode,latitude,longitude,town\nHU1,53.74,-0.33,Hull\n")

    code = run(path, "--country", "GB")

    assert (code, capsys.readouterr().out) == (0, "1 places learned.\n")
    found = places.look_up("HU1", country="GB")
    assert found is not None
    assert found.name == "HU1, Hull"


def test_a_file_without_the_columns_is_refused_with_their_names(
    scene, tmp_path, capsys
):
    path = tmp_path / "other.csv"
    path.write_text("colour,shape\nred,round\n")

    code = run(path)

    assert code == 1
    assert "postcode, latitude and longitude" in capsys.readouterr().err


def test_a_country_in_words_is_refused(scene, tmp_path, capsys):
    code = run(tmp_path / "codes.csv", "--country", "Britain")

    assert code == 1
    assert "two letters" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_said_so(scene, tmp_path, capsys):
    code = run(tmp_path / "nowhere.csv")

    assert code == 1
    assert "No such file" in capsys.readouterr().err
