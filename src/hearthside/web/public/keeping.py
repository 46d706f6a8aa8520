"""Keeping a group: what the device notes when somebody presses "Keep this group"."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Keep:
    """Everything parts/keep.html may show: the few words the device keeps of one group.

    when -- the usual pattern, which stays true longer than a date.
    is_ours -- there is somebody to tell how a visit felt.
    """

    id: str
    name: str
    when: str
    where: str
    is_ours: bool
