"""The curves of chance, from scipy's special functions, which load in a blink."""

from __future__ import annotations

import math

from scipy import special


def t_quantile(share: float, df: float) -> float:
    """Return below which t this share lies; the normal curve where df is infinite."""
    found = special.ndtri(share) if math.isinf(df) else special.stdtrit(df, share)
    return float(found)


def two_sided(t: float, df: float) -> float:
    """Return how often chance alone lies this far out, on either side."""
    far = -abs(t)
    tail = special.ndtr(far) if math.isinf(df) else special.stdtr(df, far)
    return min(1.0, 2 * float(tail))


def chi_square_quantile(share: float, df: float) -> float:
    """Return below which chi-square this share lies."""
    return float(special.chdtri(df, 1 - share))


def chi_square_above(value: float, df: float) -> float:
    """Return how often chi-square lies above a value."""
    return float(special.chdtrc(df, value))


def t_above_when_true(t: float, df: float, shift: float) -> float:
    """Return how often t lies above a value, where the truth is `shift` errors from nought."""
    below = float(special.nctdtr(df, shift, t))
    # So far out that the series gives up, all of the curve lies on one side.
    return 1 - below if math.isfinite(below) else float(shift > t)
