"""Photos to upload, made on the spot: good ones, odd ones, and traps."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import Any

from PIL import Image, ImageCms, ImageDraw
from PIL.PngImagePlugin import PngInfo

CANARY = b"CANARY-5c1f"
SECRET = CANARY.decode()


def photo(
    kind: str = "JPEG", size: tuple[int, int] = (800, 600), **options: Any
) -> bytes:
    """Return a photo: blue to the left, yellow to the right."""
    picture = Image.new("RGB", size, "blue")
    picture.paste("yellow", (size[0] // 2, 0, *size))
    return _written(picture, kind, **options)


def with_everything_a_phone_adds(kind: str = "JPEG") -> bytes:
    """Return a photo that says where, when and with what it was taken, five ways."""
    exif = Image.Exif()
    exif[0x010F] = SECRET  # who made the camera
    exif[0x0132] = SECRET  # when
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2], gps[29] = "N", (53.0, 49.0, 12.0), SECRET
    exif[0x8825] = gps
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    more: dict[str, Any] = {"exif": exif.tobytes(), "icc_profile": profile + CANARY}
    if kind == "JPEG":
        more |= {"comment": CANARY, "xmp": b"<x:xmpmeta>" + CANARY + b"</x:xmpmeta>"}
    if kind == "WEBP":
        more |= {"xmp": b"<x:xmpmeta>" + CANARY + b"</x:xmpmeta>"}
    if kind == "PNG":
        told = PngInfo()
        told.add_text("Comment", SECRET)
        told.add_itxt("XML:com.adobe.xmp", SECRET)
        more |= {"pnginfo": told}
    return photo(kind, **more)


def lying_on_its_side() -> bytes:
    """Return a photo whose camera was turned: blue is to be above, yellow below."""
    exif = Image.Exif()
    exif[0x0112] = 6
    return photo(exif=exif.tobytes())


def that_moves(kind: str) -> bytes:
    """Return a picture of two frames."""
    frames = [Image.new("RGB", (400, 400), colour) for colour in ("red", "green")]
    return _written(frames[0], kind, save_all=True, append_images=frames[1:])


def two_exposures() -> bytes:
    """Return what some phones call a photo: a second exposure lies behind the first."""
    return _written(
        Image.new("RGB", (800, 600), "blue"),
        "MPO",
        save_all=True,
        append_images=[Image.new("RGB", (800, 600), "black")],
    )


def bomb(wide: int = 30_000, high: int = 30_000) -> bytes:
    """Return a few bytes that say they are a picture of 900 million pixels."""
    return _promised(wide, high, bits=1, colour=0)


def real_bomb() -> bytes:
    """Return a small PNG that is huge once unpacked; takes a second to make."""
    return _written(Image.new("1", (30_000, 30_000)), "PNG")


def liar() -> bytes:
    """Return a PNG whose first lines promise more pixels than there are."""
    return _promised(4000, 4000, bits=8, colour=2)


def _promised(wide: int, high: int, *, bits: int, colour: int) -> bytes:
    head = struct.pack(">IIBBBBB", wide, high, bits, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 99)), (b"IEND", b""))
    )  # fmt: skip


def drawn_door() -> bytes:
    """Return what a phone might have taken: a blue door in a stone wall, a lamp over it."""
    picture = Image.new("RGB", (2000, 1500), "#c9bfae")
    pen = ImageDraw.Draw(picture)
    for row in range(0, 1500, 90):
        for stone in range(-(row // 90 % 2) * 110, 2000, 220):
            pen.rectangle((stone, row, stone + 212, row + 82), fill="#b8ad9b")
    pen.rectangle((0, 1330, 2000, 1500), fill="#8d8a84")
    pen.rectangle((690, 320, 1310, 1340), fill="#efe9dd")
    pen.rectangle((730, 370, 1270, 1340), fill="#2d5470")
    for left in (780, 1020):
        for top in (430, 880):
            pen.rectangle(
                (left, top, left + 200, top + 380), outline="#1f3c52", width=10
            )
    pen.ellipse((1190, 840, 1230, 880), fill="#d8b25c")
    pen.ellipse((940, 150, 1060, 270), fill="#ffd98a")
    pen.rectangle((520, 1280, 1480, 1340), fill="#9c968c")
    return _written(picture, "JPEG", quality=90)


def also_an_archive() -> bytes:
    """Return a JPEG that opens as a ZIP too."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("run.js", "alert(1)")
    return photo() + archive.getvalue()


NO_PHOTOS = {
    "nothing": b"",
    "words": b"It is a blue door.",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "svg without a script": b'<svg xmlns="http://www.w3.org/2000/svg"><rect/></svg>',
    "html": b"<!doctype html><script>alert(1)</script>",
    "pdf": b"%PDF-1.7\n%%EOF",
    "gif": b"GIF89a" + b"\0" * 40,
    "heic": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 40,
    "postscript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
    "only its first bytes": b"\xff\xd8\xff\xe0\0\x10JFIF\0",
}


def _written(picture: Image.Image, kind: str, **options: Any) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()
