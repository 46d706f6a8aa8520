"""Handing a letter to the mail server, with the way out of its kind."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils.timezone import now as the_clock

from hearthside.core.outbox import Waiting
from hearthside.notifications.stopping import Stop, with_the_way_out
from hearthside.notifications.stopping import headers as stop_headers
from hearthside.people.letters import WITH_A_WAY_OUT, Kind, stop_token
from hearthside.people.return_addresses import return_address


def hand_to_the_mail_server(letter: Waiting) -> None:
    """Send one letter.

    Raises OSError: the mail server is away.
    """
    # Out-of-office answers to a house help nobody (RFC 3834, section 5).
    words, headers = letter.words, {"Auto-Submitted": "auto-generated"}
    sender = settings.CONFIG.mail_from
    if letter.person_id is not None and letter.kind in WITH_A_WAY_OUT:
        stop = Stop(_stop_address(letter.person_id, Kind(letter.kind)))
        words = with_the_way_out(words, stop)
        headers |= stop_headers(stop)
    if letter.person_id is not None and settings.CONFIG.bounce_address:
        # The envelope says whose it was; the letter itself is from where it always is.
        headers["From"] = sender
        sender = return_address(
            settings.CONFIG.bounce_address,
            person_id=letter.person_id,
            address=letter.address,
            now=the_clock(),
        )
    mail = EmailMultiAlternatives(
        words.subject, words.text, sender, to=[letter.address], headers=headers
    )
    if words.html:
        mail.attach_alternative(words.html, "text/html")
    mail.send()


def _stop_address(person_id: int, kind: Kind) -> str:
    token = stop_token(person_id, kind=kind)
    return f"{settings.CONFIG.base_address}/letters/stop/{token}/"
