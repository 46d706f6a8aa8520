"""What a worry may be about, in words."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy

KIND_WORDS: Final = {
    "danger_now": gettext_lazy("Somebody may be in danger now"),
    "adult": gettext_lazy("An adult who was there"),
    "child": gettext_lazy("A child or young person"),
    "volunteer": gettext_lazy("A volunteer, or how one behaved"),
    "other": gettext_lazy("Something else"),
}
