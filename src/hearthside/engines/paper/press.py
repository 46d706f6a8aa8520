"""The press: run by itself, reads one order as JSON, writes one PDF.

Started as a file, so it must not import anything of ours.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent
SHEETS: Final = HERE / "sheets"
LETTERS: Final = HERE / "letters"
MEMORY: Final = 1 << 30
PROCESSOR_SECONDS: Final = 8
NO_LETTERS: Final = 3


def main() -> None:
    """Lay out one sheet; any fault ends the process, and whoever asked hears of it."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
    # Only now, so that loading it is bounded too.
    import typst  # noqa: PLC0415

    order = json.load(sys.stdin)
    words = order["words"]
    if words.get("address"):
        words["squares"] = squares(words["address"])
    if not LETTERS.is_dir():
        sys.exit("the letters are not built")
    compiler = typst.Compiler(
        SHEETS / f"{order['sheet']}.typ",
        root=SHEETS,
        font_paths=[LETTERS],
        ignore_system_fonts=True,
        sys_inputs={"words": json.dumps(words)},
    )
    try:
        made = compiler.compile(format="pdf", pdf_standards=order["standard"])
    except RuntimeError as fault:
        # The standard forbids a box in place of a letter, so the compiler says which.
        sys.exit(NO_LETTERS if "could not be displayed" in str(fault) else str(fault))
    if not isinstance(made, bytes):
        sys.exit("the press gave no file")
    sys.stdout.buffer.write(made)


def squares(address: str) -> list[str]:
    """Return the rows of a QR code (ISO/IEC 18004, level M), dark squares as "1"."""
    import qrcode  # noqa: PLC0415

    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, border=0)
    code.add_data(address)
    code.make(fit=True)
    return ["".join("1" if dark else "0" for dark in row) for row in code.get_matrix()]


if __name__ == "__main__":
    main()
