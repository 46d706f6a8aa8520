"""What Harbour says everywhere: its promises, their limits, and its honest hours."""

from __future__ import annotations

from typing import Final

from hearthside.cli.demo.groups_hull_city import OLD_TOWN_MAKERS
from hearthside.cli.demo.prose import prose
from hearthside.cli.demo.shapes import DemoAgreement, DemoWording

_BASE: Final = DemoAgreement(
    group="",
    version=1,
    promises=(
        "What we hear in the group stays in the group.",
        "We talk about our own life and listen to the lives of others.",
        "Nobody has to speak.",
        "We give advice only to people who ask for it.",
        "We come sober enough to listen.",
        "We are kind about what people believe, love and look like.",
        "If somebody may be badly hurt, a facilitator gets help and says so.",
    ),
    why="The words every new group of Harbour begins with.",
    days_ago=1460,
)

_MAKERS_FIRST: Final = DemoAgreement(
    group=OLD_TOWN_MAKERS.slug,
    version=1,
    promises=tuple(
        # Version 2 changes this one line and no other.
        "No photographs in the workshop." if "photo" in promise else promise
        for promise in OLD_TOWN_MAKERS.agreement
    ),
    why="The promises the makers began with.",
    days_ago=1120,
)

_MAKERS_SECOND: Final = DemoAgreement(
    group=OLD_TOWN_MAKERS.slug,
    version=2,
    promises=OLD_TOWN_MAKERS.agreement,
    why="People wanted to show their pots at home. You now ask first.",
    days_ago=23,
)

WORDING: Final = DemoWording(
    organisation="Harbour Peer Support",
    strapline="People who have been there, in a room near you.",
    confidentiality_limits=prose("""
        There are two limits, and we would like you to know them before you speak. If we
        think that you or another person may be badly hurt soon, a facilitator gets help.
        If we hear that a child, or an adult who cannot keep themselves from harm, is being
        hurt, we have to act. We tell you first whenever we can. The facilitator speaks to
        Sol, who leads on safeguarding, and to nobody else in Harbour. Sol writes down only
        what is needed to get help. You can ask what was passed on about you.
        """),
    visitor_privacy=prose("""
        You can look around without telling us who you are. We keep nothing about you: no
        name, no e-mail, and no list of what you read. We do not use trackers. When you
        type in a place to find groups nearby, it is looked up on our own computer and then
        forgotten. If you press "I might come", the greeter gets a note with no name on
        it, and it is thrown away after the meeting. Your shortlist stays on your phone.
        Anyone who picks up your phone could see it, so you can clear it with one tap.
        """),
    first_time=prose("""
        Almost everybody nearly turns round on the way in. You do not need to ring first.
        You do not need a doctor's letter, and there is nothing to fill in. Somebody waits
        at the door and the group's page tells you how to know them. You will be told
        where the toilet is and where you can go if it gets too much. There is a short
        reading of what we promise one another. You can give a name, or any name. You can
        say "I will just listen", and for the rest of the evening you will be left in
        peace. It costs nothing. Nobody will ring to ask why you did not come back.
        """),
    under_18=prose("""
        Our groups are for people of 18 and over. If you are younger, you still deserve
        somebody to talk to. Childline is there on 0800 1111 at any time, and it does not
        show on the phone bill. You can text SHOUT to 85258 day or night. Papyrus listens to
        young people who think about suicide, on 0800 068 4141. You could also tell one
        grown-up you trust: a teacher, a school nurse, an aunt, your doctor. If somebody
        is hurting you, or you are in danger now, call 999.
        """),
    out_of_hours=prose("""
        We are volunteers, and most of the time nobody is reading. Each group's page says
        when its facilitators look. In between, a message waits. It may wait for days. At
        night and at weekends it is likely that no one at Harbour will see what you write.
        So if tonight is bad, please do not wait for us. The Samaritans answer on 116 123
        at any hour. For urgent help with your mental health, call 111 and choose 2. If a
        life is in danger, call 999.
        """),
    mail_footer="You get this because you asked us to write. You can stop these letters "
    "with one tap. Nobody reads replies to this address.",
    agreements=(_BASE, _MAKERS_FIRST, _MAKERS_SECOND),
)
