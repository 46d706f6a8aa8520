"""One matrix of points: which texts mean what a question means. Nothing is skipped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

import numpy as np
import numpy.typing as npt

from hearthside.engines.retrieval.asking import Asked
from hearthside.engines.retrieval.passages import passages_of, sentences_of
from hearthside.engines.retrieval.sentences import WIDTH, Sentences, Vectors
from hearthside.engines.retrieval.wording import Scores

# What a title alone counts beside the passage under it.
TITLE: Final = 0.35
# The question beside the whole story it stands in.
QUESTION: Final = 0.6
# The one sentence of a text that lies nearest, beside the text as a whole.
SENTENCE: Final = 0.2
# So many sentences are laid out one by one: 12 MB. In more, texts are compared whole.
MOST_SENTENCES: Final = 30_000
# What one part of something takes when it is kept, in bytes.
A_ROW: Final = WIDTH + 4
# Of a very long text the first ones.
_OF_A_TEXT: Final = 40
# Rows made large again together: what fits beside a core.
_ROWS_AT_ONCE: Final = 2048
# Texts looked up at once while a matrix is filled.
_AT_ONCE: Final = 512


@dataclass(frozen=True, slots=True)
class Placed:
    """Where the parts of something lie, fit to be kept.

    rows -- (parts, 384), int8. scales -- (parts,), float32: a row times its scale is the
    point.
    """

    rows: npt.NDArray[np.int8]
    scales: Scores

    def as_bytes(self) -> bytes:
        """Return the scales and then the rows, little-endian."""
        return self.scales.astype("<f4").tobytes() + self.rows.tobytes()

    @classmethod
    def read(cls, raw: bytes) -> Placed:
        """Return what `as_bytes` wrote.

        Raises ValueError: it is something else.
        """
        many, over = divmod(len(raw), A_ROW)
        if over:
            raise ValueError("These are no rows of points.")
        scales = np.frombuffer(raw[: 4 * many], "<f4").astype(np.float32)
        rows = np.frombuffer(raw[4 * many :], np.int8).reshape(many, WIDTH)
        return cls(rows, scales)


def place(sentences: Sentences, parts: Sequence[tuple[str, str]]) -> Placed:
    """Return where parts of texts lie. parts -- the title over each, or "", and its words."""
    joined = [f"{title}. {text}" if title else text for title, text in parts]
    points = sentences.vectors(joined)
    titled = [at for at, (title, _) in enumerate(parts) if title]
    if titled:
        alone = sentences.vectors([parts[at][0] for at in titled])
        # The product with a sum is the sum of the products: one row does for both.
        points[titled] = (1 - TITLE) * points[titled] + TITLE * alone
    # A quarter of the memory of full numbers, and wrong by half a step of 127 at most.
    scales = np.abs(points).max(axis=1, initial=0) / 127
    scales[scales == 0] = 1
    rows = np.rint(points / scales[:, None]).astype(np.int8)
    return Placed(rows, scales.astype(np.float32))


@dataclass(frozen=True, slots=True)
class Laid:
    """One text laid out: its passages under its title, and its sentences."""

    passages: Placed
    sentences: Placed


def lay_out(sentences: Sentences, title: str, text: str) -> Laid:
    """Return one text laid out, fit to be kept until its words change."""
    return Laid(
        place(sentences, [(title, one) for one in passages_of(text)]),
        place(sentences, [("", one) for one in _first_sentences(text)]),
    )


class Rows:
    """Points of parts of texts: one row a part, some rows a text."""

    def __init__(self, begins: list[int], rows: int) -> None:
        """Make room. begins -- the first row of each text. rows -- how many in all."""
        self._begins = np.array(begins, np.intp)
        self._points = np.zeros((rows, WIDTH), np.int8)
        self._scales = np.zeros(rows, np.float32)
        self._one_each = rows == len(begins)

    @classmethod
    def made(
        cls, sentences: Sentences, parts: Sequence[Sequence[tuple[str, str]]]
    ) -> Rows:
        """Lay the points out. parts -- of each text: the title over it, or "", and words."""
        found = cls(_begins([len(one) for one in parts]), sum(map(len, parts)))
        row = 0
        for some in _in_lots(part for text in parts for part in text):
            found._put(row, place(sentences, some))
            row += len(some)
        return found

    @classmethod
    def kept(cls, lengths: Sequence[int], placed: Iterable[Placed]) -> Rows:
        """Return points that were laid out before; a text without any is near to nothing.

        lengths -- how many parts each text has. placed -- those, read one by one.
        """
        rooms = [max(1, many) for many in lengths]
        found = cls(_begins(rooms), sum(rooms))
        for row, one in zip(found._begins, placed, strict=True):
            found._put(int(row), one)
        return found

    def _put(self, row: int, placed: Placed) -> None:
        some = slice(row, row + len(placed.scales))
        self._points[some] = placed.rows
        self._scales[some] = placed.scales

    def nearest_of(self, text: int, point: Vectors) -> int:
        """Return which part of one text lies nearest, from 0."""
        first = self._begins[text]
        after = (*self._begins[text + 1 : text + 2], len(self._points))[0]
        some = slice(int(first), int(after))
        near = self._points[some].astype(np.float32) @ point * self._scales[some]
        return int(near.argmax())

    def nearest(self, point: Vectors) -> Scores:
        """Return how near the nearest part of each text is: (texts,), -1 to 1."""
        near = np.empty(len(self._points), np.float32)
        for first in range(0, len(near), _ROWS_AT_ONCE):
            some = slice(first, first + _ROWS_AT_ONCE)
            # Not `@`: it shares each small step out among threads that wait for one another,
            # which on a busy machine took ten times as long as doing it alone.
            whole = self._points[some].astype(np.float32)
            near[some] = np.einsum("ij,j->i", whole, point)
        near *= self._scales
        if self._one_each:
            return near
        nearest: Scores = np.maximum.reduceat(near, self._begins)
        return nearest


class Meaning:
    """The points of a collection: its passages, and its sentences where they are few."""

    def __init__(
        self,
        sentences: Sentences,
        texts: Sequence[tuple[str, str]],
        kept: Sequence[Laid] | None = None,
    ) -> None:
        """Lay the points out. texts -- title and text of each; a title may be empty.

        kept -- of each text, how it was laid out before; then the model reads none of them.
        """
        self._sentences = sentences
        self._each: Rows | None
        if kept is None:
            self._whole = Rows.made(
                sentences,
                [[(title, one) for one in passages_of(text)] for title, text in texts],
            )
            self._each = _each_sentence(sentences, texts)
        else:
            wholes = [len(one.passages.scales) for one in kept]
            each = [len(one.sentences.scales) for one in kept]
            self._whole = Rows.kept(wholes, (one.passages for one in kept))
            few = 0 < sum(each) <= MOST_SENTENCES
            sentenced = (one.sentences for one in kept)
            self._each = Rows.kept(each, sentenced) if few else None

    def nearest_sentence(self, text: int, point: Vectors) -> int | None:
        """Return which sentence of a text lies nearest, from 0; None where they are many."""
        return None if self._each is None else self._each.nearest_of(text, point)

    def point(self, asked: Asked) -> Vectors:
        """Return where a question lies: (384,), float32, of length 1."""
        if not asked.is_long:
            point: Vectors = self._sentences.vectors([asked.told])[0]
            return point
        question, told = self._sentences.vectors([asked.question, asked.told])
        mixed: Vectors = QUESTION * question + (1 - QUESTION) * told
        length = np.float32(np.linalg.norm(mixed))
        return mixed / length if length else question

    def scores(self, point: Vectors) -> Scores:
        """Return how near each text is, -1 to 1."""
        whole = self._whole.nearest(point)
        if self._each is None:
            return whole
        both: Scores = (1 - SENTENCE) * whole + SENTENCE * self._each.nearest(point)
        return both


def _each_sentence(
    sentences: Sentences, texts: Sequence[tuple[str, str]]
) -> Rows | None:
    cut = []
    left = MOST_SENTENCES
    for _, text in texts:
        parts = _first_sentences(text)
        left -= len(parts)
        if left < 0:
            return None
        cut.append([("", one) for one in parts])
    return Rows.made(sentences, cut)


def _first_sentences(text: str) -> list[str]:
    return sentences_of(text)[:_OF_A_TEXT] or [text]


def _begins(lengths: Sequence[int]) -> list[int]:
    return [0, *accumulate(lengths)][:-1]


def _in_lots(flat: Iterable[tuple[str, str]]) -> Iterable[list[tuple[str, str]]]:
    lot: list[tuple[str, str]] = []
    for one in flat:
        lot.append(one)
        if len(lot) == _AT_ONCE:
            yield lot
            lot = []
    if lot:
        yield lot
