"""The reader who subtracts: what a published table lets anybody work out about one number.

A table with its totals is a network: what flows from outside into each row flows through its
cells into the columns and out again. Every number is an edge that carries its true value,
and what the reader was told is how far that edge may be from it. A number is known as
closely as no round trip through the network can move it; such a trip in whole steps exists
whenever one in fractions does, so the bounds are exact.
Source: Ahuja, Magnanti, Orlin, Network Flows (1993), chapters 6 and 9; applied to tables in
Hundepool et al. (2012), 4.3.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(slots=True)
class Edge:
    """One number of a table, and how low and how high it may be for all a reader knows."""

    tail: int
    head: int
    true: int
    low: int
    high: int


class Network:
    """Everything one reader was told about one table."""

    def __init__(self, edges: Sequence[Edge]) -> None:
        self.edges = edges
        self._at: dict[int, list[tuple[int, bool]]] = {}
        for number, edge in enumerate(edges):
            self._at.setdefault(edge.tail, []).append((number, True))
            self._at.setdefault(edge.head, []).append((number, False))

    def slack(self, number: int, *, up: int, down: int) -> tuple[int, int]:
        """Return how far this number may be from the truth, upwards and downwards.

        up, down -- where looking further is not wanted.
        """
        edge = self.edges[number]
        up = min(up, edge.high - edge.true)
        down = min(down, edge.true - edge.low)
        return (
            self._carry(edge.head, edge.tail, number, most=up),
            self._carry(edge.tail, edge.head, number, most=down),
        )

    def _carry(self, start: int, end: int, without: int, *, most: int) -> int:
        """Return how much can be carried from start to end past this edge, at most `most`."""
        moved: dict[int, int] = {}
        carried = 0
        while carried < most:
            way = self._way(start, end, without, moved)
            if way is None:
                break
            step = min(self._room(at, forth, moved) for at, forth in way)
            step = min(step, most - carried)
            for at, forth in way:
                moved[at] = moved.get(at, 0) + (step if forth else -step)
            carried += step
        return carried

    def _way(
        self, start: int, end: int, without: int, moved: dict[int, int]
    ) -> list[tuple[int, bool]] | None:
        came: dict[int, tuple[int, int, bool]] = {}
        waiting = deque([start])
        while waiting:
            here = waiting.popleft()
            for number, forth in self._at[here]:
                edge = self.edges[number]
                there = edge.head if forth else edge.tail
                if number == without or there in came or there == start:
                    continue
                if self._room(number, forth, moved) < 1:
                    continue
                came[there] = (here, number, forth)
                if there == end:
                    return _back(came, start, end)
                waiting.append(there)
        return None

    def _room(self, number: int, forth: bool, moved: dict[int, int]) -> int:
        edge = self.edges[number]
        value = edge.true + moved.get(number, 0)
        return edge.high - value if forth else value - edge.low


def _back(
    came: dict[int, tuple[int, int, bool]], start: int, end: int
) -> list[tuple[int, bool]]:
    way, at = [], end
    while at != start:
        at, number, forth = came[at]
        way.append((number, forth))
    return way
