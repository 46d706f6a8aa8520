"""Questionnaires as files: what is asked, in whose words, and what the answers add up to.

A pack is read whole or refused whole, in sentences: wrong labels, a range that does not
follow from the answers, wording that was edited, or a worked example that comes out
differently. Only what was read can be scored.
"""

from hearthside.engines.instruments.asking_ours import ours, read_any, read_ours
from hearthside.engines.instruments.pack import Licence, Pack
from hearthside.engines.instruments.reading import NotAPack
from hearthside.engines.instruments.scoring import CannotScore, Scored, score

__all__ = [
    "CannotScore",
    "Licence",
    "NotAPack",
    "Pack",
    "Scored",
    "ours",
    "read_any",
    "read_ours",
    "score",
]
