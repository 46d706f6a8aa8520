"""What people may say is not right about a service, in words; the page and the desk share them."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy

from hearthside.signposting import doubts

DOUBTS: Final = {
    doubts.CLOSED: gettext_lazy("It has closed"),
    doubts.NUMBER: gettext_lazy("The number is wrong, or nobody answers"),
    doubts.PLACE: gettext_lazy("The address or the times are wrong"),
    doubts.COST: gettext_lazy("It costs something else"),
    doubts.OTHER: gettext_lazy("Something else is wrong"),
}
