"""How sure a share is."""

from __future__ import annotations

from math import sqrt
from typing import Final

# Two-sided, 95 in 100.
_Z: Final = 1.959963984540054

Limits = tuple[float, float] | None


def wilson(of: int, among: int) -> Limits:
    """Return the 95 % limits of a share, or None of nothing.

    Source: Wilson (1927), "Probable inference, the law of succession, and statistical
    inference", Journal of the American Statistical Association 22, 209-212.
    """
    if not among:
        return None
    share, square = of / among, _Z * _Z
    middle = (share + square / (2 * among)) / (1 + square / among)
    reach = sqrt(share * (1 - share) / among + square / (4 * among * among))
    reach *= _Z / (1 + square / among)
    return max(0.0, middle - reach), min(1.0, middle + reach)
