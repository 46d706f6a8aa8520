"""What the page of a circle says, in the reader's language; the browser puts names in."""

from __future__ import annotations

from django.utils.translation import gettext as _


def sentences() -> dict[str, str]:
    """Return every sentence by the name the browser asks it by (frontend/circle/view)."""
    return (
        _of_messages()
        | _of_pictures()
        | _of_finding()
        | _of_people()
        | _of_lines()
        | _of_reports()
    )


def _of_messages() -> dict[str, str]:
    return {
        "today": _("Today"),
        "yesterday": _("Yesterday"),
        "somebody": _("somebody"),
        "you": _("NAME (you)"),
        "edited": _("changed since"),
        "candle": _("A candle is lit."),
        "waiting": _("On this device, sealed. It goes when there is signal."),
        "refused": _("This could not be sent. Copy it, and take it away here."),
        "answers": _("To NAME: WORDS"),
        "answersAway": _("To a name you chose not to meet"),
        "putAway": _("A message from a name you chose not to meet."),
        "answersGone": _("To something that is no longer here"),
        "takenBack": _("NAME took this back."),
        "takenBackMine": _("You took this back."),
        "moreAbout": _("More: NAME"),
        "light": _("Light a candle"),
        "putOut": _("Put my candle out"),
        "goes": _("These words go on DAY."),
        "send": _("Send"),
        "keepEdit": _("Keep the change"),
        "replying": _("You answer NAME."),
        "editing": _("You change what you said. Everybody sees that it was changed."),
        "tooLong": _("That is too long to send at once. Send it in two parts."),
        "noSignal": _(
            "No signal. What you write stays here, and goes when it is back."
        ),
        "saidSomething": _("New words from NAME."),
        "lasts": _("Words here go after DAYS days."),
        "lastsChoose": _("Choose how many days."),
    }


def _of_pictures() -> dict[str, str]:
    return {
        "picture": _("A picture: WORDS"),
        "pictureBare": _("A picture, without words"),
        "pictureShow": _("Show the picture"),
        "pictureAway": _("Put the picture away"),
        "pictureGoes": _("The picture is on its way. Stay here for a moment."),
        "pictureNoSignal": _(
            "The picture did not come. Try again when there is signal."
        ),
        "pictureGone": _(
            "The picture is no longer there. Ask whoever sent it, if you need it."
        ),
        "pictureAltered": _(
            "What came is not the picture that was sent, so it is not shown. Ask for it "
            "to be sent again."
        ),
        "pictureOdd": _(
            "This device cannot open that file as a picture. Choose a photo that is "
            "JPEG or PNG, or a screenshot of it. Your words are still here."
        ),
        "pictureTooLarge": _(
            "That file is too large. Choose a smaller picture, or a screenshot of it. "
            "Your words are still here."
        ),
        "pictureWaits": _(
            "No signal, and a picture needs it. It is still here with your words: send "
            "them again when it is back."
        ),
        "pictureSignedOut": _(
            "You are signed out. Sign in in another tab, then send again: your words "
            "and the picture are still here."
        ),
        "pictureNotTaken": _(
            "The picture could not be kept. Send your words without it, or try again "
            "later."
        ),
        "altTooLong": _("Say what the picture shows in fewer words."),
    }


def _of_finding() -> dict[str, str]:
    return {
        "foundNone": _(
            "Nothing found. Only what this device holds was looked through."
        ),
        "foundOne": _("One message found."),
        "foundAll": _("ALL messages found, the newest first."),
        "foundMost": _("ALL messages found. These are the newest MOST."),
    }


def _of_people() -> dict[str, str]:
    return {
        "notYet": _("somebody who has not looked in since you came"),
        "looksAfter": _("looks after this circle"),
        "lookToo": _("Let them look after the circle too"),
        "lookNoMore": _("They look after it no longer"),
        "oneMoment": _("One moment."),
        "notDone": _("That did not work. Try again in a moment."),
    }


def _of_lines() -> dict[str, str]:
    return {
        "line begun": _("You opened this circle."),
        "line here": _(
            "You came in. What was said before you came stays with those who were there."
        ),
        "line back": _(
            "This device came back in. What was said while it was away is not on it."
        ),
        "line lost": _("Something came that this device cannot open. Ask what it was."),
        "line came": _("NAME came in."),
        "line again": _("NAME is here from another device, or came back."),
        "line left": _("NAME is no longer here."),
        "line looks after": _("NAME looks after this circle now."),
        "line no longer looks after": _("NAME looks after this circle no longer."),
        "line lasts": _("Words here go after WAS days now, those said before too."),
        "line renamed": _("WAS is now called NAME."),
    }


def _of_reports() -> dict[str, str]:
    return {
        "reportNone": _("Choose at least one."),
        "reportMost": _("Choose up to MOST, those that show best what happened."),
        "reportNothing": _(
            "This device has no proof of those words. You can tell us of them in your own "
            "words, from the foot of this page."
        ),
        "reportTooMuch": _("That is too much for one report. Choose fewer."),
        "reportSignal": _(
            "It could not be sent now. What you chose is still here. Try again in a moment."
        ),
        "reportSignedOut": _(
            "You are signed out. Sign in in another tab, then press again: what you chose "
            "is still here."
        ),
        "reportSent": _(
            "It is sent, sealed. Those who look after safeguarding open it, and nobody it "
            "may be about."
        ),
        "reportSentWithout": _(
            "We have your report. The words you chose did not go along, because nobody who "
            "reads it can open them. Tell us of them in your own words."
        ),
    }
