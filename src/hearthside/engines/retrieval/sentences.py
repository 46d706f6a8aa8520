"""Sentences as points: those that mean nearly the same lie near to each other."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import onnxruntime

from hearthside.engines.retrieval.pieces import Pieces

Vectors = npt.NDArray[np.float32]

WIDTH: Final = 384
# As long as the model reads a text; what follows is cut.
MOST_PIECES: Final = 256
# More at once is not faster, and takes more memory.
AT_ONCE: Final = 16
MODEL: Final = "sentences.onnx"
VOCABULARY: Final = "vocabulary.txt"


class NoModel(Exception):
    """The sentence model is not there. why -- one sentence for the host."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Sentences:
    """The sentence model, ready to be asked.

    Source: Wang and others (2020), MiniLM, as trained on pairs of sentences by Reimers and
    Gurevych's sentence-transformers (all-MiniLM-L6-v2). It was taught English.
    """

    def __init__(self, folder: Path, *, threads: int = 2) -> None:
        """Open the model. Raises NoModel."""
        if not (folder / MODEL).is_file() or not (folder / VOCABULARY).is_file():
            raise NoModel("The sentence model is not here, so only words are compared.")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        # A thread that waits by turning round takes the core from somebody else.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        # Memory for the longest batch would otherwise be kept for good.
        options.enable_cpu_mem_arena = False
        self._session = onnxruntime.InferenceSession(
            str(folder / MODEL), options, providers=["CPUExecutionProvider"]
        )
        self._pieces = Pieces.read(folder / VOCABULARY)

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Return where texts lie: (texts, 384), float32, each of length 1."""
        cut = [self._pieces.cut(text, most=MOST_PIECES) for text in texts]
        found = np.zeros((len(texts), WIDTH), np.float32)
        # Texts of one length together: what is filled up is computed for nothing.
        order = sorted(range(len(cut)), key=lambda place: len(cut[place]))
        for first in range(0, len(order), AT_ONCE):
            places = order[first : first + AT_ONCE]
            found[places] = self._run([cut[place] for place in places])
        return found

    def _run(self, cut: list[list[int]]) -> Vectors:
        widest = max(len(one) for one in cut)
        pieces = np.zeros((len(cut), widest), np.int64)
        there = np.zeros((len(cut), widest), np.int64)
        for row, one in enumerate(cut):
            pieces[row, : len(one)] = one
            there[row, : len(one)] = 1
        answer: Vectors = self._session.run(None, {"pieces": pieces, "there": there})[0]
        return answer
