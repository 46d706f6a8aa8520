from __future__ import annotations

import io
import time
from pathlib import Path

import pytest
from PIL import Image

from hearthside.engines import photos
from hearthside.engines.photos import CannotDevelop, Picture, Why
from hearthside.engines.photos.developing import DARKROOM
from tests import photos as sample


def seen(picture: Picture) -> Image.Image:
    return Image.open(io.BytesIO(picture.content))


def why_not(raw: bytes) -> Why:
    with pytest.raises(CannotDevelop) as no:
        photos.develop(raw)
    return no.value.why


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_becomes_a_large_and_a_small_picture(kind):
    large, small = photos.develop(sample.photo(kind, (1600, 1200)))

    assert (large.width, large.height) == seen(large).size == (1200, 900)
    assert (small.width, small.height) == seen(small).size == (600, 450)
    assert seen(large).format == seen(small).format == "WEBP"


def test_a_small_photo_is_not_blown_up():
    large, small = photos.develop(sample.photo(size=(500, 400)))

    assert (large.width, small.width) == (500, 500)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_nothing_but_pixels_comes_out(kind):
    raw = sample.with_everything_a_phone_adds(kind)
    assert raw.count(sample.CANARY) >= 3

    for picture in photos.develop(raw):
        assert sample.CANARY not in picture.content
        for mark in (b"EXIF", b"Exif", b"ICCP", b"XMP ", b"xmpmeta", b"GPS"):
            assert mark not in picture.content
        assert seen(picture).getexif() == {}
        assert {"icc_profile", "exif", "xmp"}.isdisjoint(seen(picture).info)


def test_a_photo_taken_sideways_stands_upright():
    large, _small = photos.develop(sample.lying_on_its_side())

    assert (large.width, large.height) == (600, 800)
    above = seen(large).getpixel((300, 100))
    assert isinstance(above, tuple)
    assert above[2] > 200 > above[0]


def test_the_same_photo_gives_the_same_bytes():
    assert photos.develop(sample.photo()) == photos.develop(sample.photo())


def test_what_is_see_through_lies_on_white():
    file = io.BytesIO()
    Image.new("RGBA", (400, 400), (0, 0, 0, 0)).save(file, "PNG")

    large, _small = photos.develop(file.getvalue())

    corner = seen(large).convert("RGB").getpixel((5, 5))
    assert isinstance(corner, tuple)
    assert min(corner) > 250


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "I;16", "CMYK"])
def test_odd_kinds_of_pixels_are_read(mode):
    file = io.BytesIO()
    kind = "JPEG" if mode == "CMYK" else "PNG"
    Image.new(mode, (400, 400)).save(file, kind)

    assert photos.develop(file.getvalue())[0].width == 400


def test_the_first_of_two_exposures_is_the_photo():
    large, _small = photos.develop(sample.two_exposures())

    first = seen(large).getpixel((5, 5))
    assert isinstance(first, tuple)
    assert first[2] > 200


@pytest.mark.parametrize("name", sample.NO_PHOTOS)
def test_what_is_no_photo_is_a_no(name):
    assert why_not(sample.NO_PHOTOS[name]) in {Why.NO_PHOTO, Why.TWO_THINGS, Why.TORN}


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_what_moves_is_a_no(kind):
    assert why_not(sample.that_moves(kind)) is Why.MOVES


@pytest.mark.parametrize(
    "more", [b"<script>alert(1)</script>", b"<HTML >", b"<!DOCTYPE html>", b"%PDF-1.7"]
)
def test_a_photo_that_is_a_page_or_a_pdf_too_is_a_no(more):
    assert why_not(sample.photo() + more) is Why.TWO_THINGS
    assert why_not(sample.photo(comment=more)) is Why.TWO_THINGS


def test_a_photo_that_is_an_archive_too_is_a_no():
    assert why_not(sample.also_an_archive()) is Why.TWO_THINGS


def test_a_bomb_is_a_no_before_it_is_unpacked():
    began = time.perf_counter()

    assert why_not(sample.bomb()) is Why.TOO_MANY_PIXELS

    assert time.perf_counter() - began < 2
    assert why_not(sample.bomb(20_000, 400)) is Why.TOO_MANY_PIXELS


@pytest.mark.slow
def test_a_bomb_that_would_go_off_is_a_no_too():
    assert why_not(sample.real_bomb()) is Why.TOO_MANY_PIXELS


def test_one_that_lies_about_its_size_is_torn():
    assert why_not(sample.liar()) is Why.TORN


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_half_a_photo_is_torn(kind):
    whole = sample.photo(kind, (900, 900))

    assert why_not(whole[: len(whole) // 2]) in {Why.TORN, Why.NO_PHOTO}


def test_one_too_small_to_see_a_door_on_is_a_no():
    assert why_not(sample.photo(size=(299, 900))) is Why.TOO_SMALL


def test_a_reader_that_breaks_breaks_nothing_else(tmp_path: Path):
    broken = tmp_path / "broken.py"
    broken.write_text("import os\nos.abort()\n")

    with pytest.raises(CannotDevelop) as no:
        photos.develop(sample.photo(), darkroom=broken)
    assert no.value.why is Why.TORN


@pytest.mark.slow
def test_a_reader_that_never_ends_is_stopped(tmp_path: Path):
    stuck = tmp_path / "stuck.py"
    stuck.write_text("import time\ntime.sleep(60)\n")

    with pytest.raises(CannotDevelop) as no:
        photos.develop(sample.photo(), darkroom=stuck, seconds=1)
    assert no.value.why is Why.TOO_MANY_PIXELS


def test_the_darkroom_has_only_so_much_memory(tmp_path: Path):
    small = tmp_path / "darkroom.py"
    line = "MEMORY: Final = 400 << 20"
    assert line in DARKROOM.read_text()
    small.write_text(DARKROOM.read_text().replace(line, "MEMORY: Final = 90 << 20"))

    with pytest.raises(CannotDevelop):
        photos.develop(sample.photo("PNG", (4800, 4800)), darkroom=small)


def test_the_darkroom_knows_nothing_of_ours(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("HEARTHSIDE_SECRET", "canary")
    nosy = tmp_path / "nosy.py"
    nosy.write_text(
        "import os, sys\nsys.exit(3 if any('HEARTH' in k for k in os.environ) else 0)\n"
    )

    with pytest.raises(ValueError, match="Expecting value"):
        photos.develop(sample.photo(), darkroom=nosy)
