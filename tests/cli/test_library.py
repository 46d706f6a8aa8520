from __future__ import annotations

from argparse import Namespace

from hearthside.cli import library


def test_a_folder_in_order_is_said_to_be(tmp_path, capsys):
    assert library.run(Namespace(folder=tmp_path)) == 0

    assert "13 articles are shown; 0 of this folder are not." in capsys.readouterr().out


def test_what_is_wrong_is_said_by_file(tmp_path, capsys):
    (tmp_path / "hall.md").write_text("no article")

    assert library.run(Namespace(folder=tmp_path)) == 1

    assert "hall.md: It begins with two lines of +++" in capsys.readouterr().out


def test_a_folder_that_is_not_there_is_said(tmp_path, capsys):
    assert library.run(Namespace(folder=tmp_path / "none")) == 1

    assert "no such folder" in capsys.readouterr().out
