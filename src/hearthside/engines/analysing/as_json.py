"""What was found, as plain JSON, the same on any two machines."""

from __future__ import annotations

import math
from dataclasses import asdict, is_dataclass
from enum import Enum
from typing import Any, Final

import numpy as np
import scipy

# Beyond these digits two machines may add up in another order.
DIGITS: Final = 9


def computed_with() -> dict[str, str]:
    """Return what the numbers depend on beside the files."""
    return {"numpy": np.__version__, "scipy": scipy.__version__}


def plain(found: Any) -> Any:
    """Return a result as plain JSON; an infinity is null, numbers have nine digits."""
    if is_dataclass(found) and not isinstance(found, type):
        return plain(asdict(found))
    if isinstance(found, dict):
        return {str(name): plain(value) for name, value in found.items()}
    if isinstance(found, tuple | list):
        return [plain(one) for one in found]
    if isinstance(found, np.ndarray):
        return plain(found.tolist())
    if isinstance(found, Enum):
        return str(found)
    if isinstance(found, bool | int | str) or found is None:
        return found
    value = float(found)
    return float(f"{value:.{DIGITS}g}") if math.isfinite(value) else None
