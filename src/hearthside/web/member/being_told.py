"""Being told: asking for a letter when a date changes, and stopping it."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.core.refusals import NotFound
from hearthside.groups import directory
from hearthside.meetings import following
from hearthside.people.signing_in import signed_in
from hearthside.web import errors


def act(
    request: HttpRequest, actor: Actor, now: datetime, group_id: str
) -> HttpResponse:
    """Ask to be told, or stop being told."""
    group = directory.handle(actor, public_id=group_id, now=now)
    if request.POST.get("tell") == "no":
        following.stop_telling(actor, group_id=group.id)
        messages.info(request, _("We will not write to you about this group."))
        return redirect("group", group_id)
    if not group.is_ours:
        # Somebody else's dates: we would not know that they changed.
        raise NotFound
    person = signed_in(request.user)
    if person is None or not person.email:
        return errors.refused(
            request,
            _("We have no e-mail address of yours. Add one, then ask again."),
            next_url=reverse("account_email"),
            next_words=_("Add an e-mail address"),
        )
    following.ask_to_be_told(actor, group_id=group.id)
    messages.info(request, _("We will write to you when a date here changes."))
    return redirect("group", group_id)
