"""The drafts of an impact assessment and of a record of processing."""

from __future__ import annotations

from . import frames
from .facts import Facts, Kept
from .shape import Draft, Section, Table


def impact(facts: Facts) -> Draft:
    """Return the draft of a data protection impact assessment."""
    return Draft(
        key="impact-assessment",
        title="Data protection impact assessment",
        lead="What could go wrong for people whose facts are kept, and what is done about it.",
        organisation=facts.house.name,
        sections=(_why(facts), _flow(facts), _need(facts), _risks(facts), _advice()),
        sources=(frames.GDPR, frames.DPA, frames.ICO),
        stood_on=facts.stood_on,
    )


def record(facts: Facts) -> Draft:
    """Return the draft of a record of processing."""
    about = tuple(one for one in facts.kept if one.promise.person_by)
    others = tuple(one for one in facts.kept if not one.promise.person_by)
    return Draft(
        key="processing-record",
        title="Record of processing",
        lead="Every table that points at a person, read from the house itself.",
        organisation=facts.house.name,
        sections=(
            _controller(facts),
            Section(
                "What is kept of a person",
                ("Sealed columns do not open without the secret of the house.",),
                Table(
                    ("What", "Why, and until when", "Days", "Columns", "Sealed"),
                    tuple(_row(one) for one in about),
                ),
                (
                    (
                        "For each row: which legal basis under Article 6, and which condition "
                        "under Article 9? That somebody comes here can tell of their health."
                    ),
                ),
            ),
            Section(
                "What is kept and points at nobody",
                (),
                Table(
                    ("What", "Why, and until when", "Days"),
                    tuple(_row(one)[:3] for one in others),
                ),
            ),
            _receivers(facts),
            _security(facts),
        ),
        sources=(frames.GDPR, frames.DPA),
        stood_on=facts.stood_on,
    )


def _row(one: Kept) -> tuple[str, ...]:
    days = one.promise.days
    return (
        f"{one.room}: {one.what}",
        one.promise.why,
        "while it is needed" if days is None else str(days),
        ", ".join(one.columns),
        ", ".join(one.sealed) or "none",
    )


def _controller(facts: Facts) -> Section:
    return Section(
        "Who is responsible",
        (f"The house is called {facts.house.name} and answers at {facts.address}.",),
        asks=(
            "What is the full name, address and registration of the controller?",
            "Who is the data protection officer, or why is none needed?",
            "Is anybody a joint controller, such as another charity in the same house?",
        ),
    )


def _receivers(facts: Facts) -> Section:
    rows = [
        ("Mail", facts.mail or "No mail server is set. Letters reach nobody."),
        ("Counters", f"Kept in {facts.counters}."),
        ("Lists fetched from", ", ".join(facts.lists) or "none"),
        (
            "Other companies in the pages",
            "None: every page comes from this address only.",
        ),
    ]
    return Section(
        "Who else receives something",
        (),
        Table(("What", "As it is set now"), tuple(rows)),
        (
            "Where does the machine stand, who runs it, and is there a contract under Article 28?",
            "Does anything leave the country, and under which safeguards?",
        ),
    )


def _security(facts: Facts) -> Section:
    backup = "A backup key is set." if facts.has_backup_key else "No backup key is set."
    rows = [
        ("The way there", "https" if facts.is_https else "not https"),
        ("The database", facts.database),
        ("Backups", f"{backup} Backup files are encrypted."),
        ("Signed in for", f"{facts.session_days} days at most"),
        ("Staff", "A second key is asked of every role of staff."),
        (
            "Who did what",
            "Privileged acts are written down, each line hashed over the one before.",
        ),
    ]
    return Section(
        "How it is kept safe",
        (),
        Table(("What", "As it is set now"), tuple(rows)),
        (
            "Is the disk of the machine encrypted, and who holds the secret of the house?",
            "Who is told, and within how many hours, when something leaked?",
        ),
    )


def _why(facts: Facts) -> Section:
    return Section(
        "Why an assessment is needed",
        (
            (
                "The house helps people find and run peer support groups. That somebody comes "
                "can tell of their health, so a small leak can hurt."
            ),
            f"It stands for {len(facts.areas)} localities and {facts.groups} groups.",
        ),
        asks=("What is the purpose in your own words, and for how many people?",),
    )


def _flow(facts: Facts) -> Section:
    about = [one for one in facts.kept if one.promise.person_by]
    sealed = sum(bool(one.sealed) for one in about)
    return Section(
        "What flows where",
        (
            (
                f"{len(about)} tables point at a person; {sealed} of them hold sealed words. "
                "The record of processing lists each one."
            ),
            (
                "A visitor gives nothing. A member gives a chosen name, a password or a key, "
                "and an e-mail address only if they want letters."
            ),
            f"Mail: {facts.mail or 'no mail server is set'}.",
        ),
        Table(
            ("What somebody may do", "Who may"),
            tuple((str(verb).capitalize(), who) for verb, who in facts.may),
        ),
    )


def _need(facts: Facts) -> Section:
    return Section(
        "Whether all of it is needed",
        (
            "No real name, birthday, address, phone number, doctor or diagnosis is asked for.",
            "No list of visits is kept: only how many came, for those who led.",
            f"{facts.slips} groups offer slips. A slip names nobody, and no copy is kept.",
            *(
                (f"What the charity promises: {facts.house.limits_of_confidence}",)
                if facts.house.limits_of_confidence
                else ()
            ),
        ),
        asks=(
            "Which legal basis do you rely on, and why is it the right one?",
            "Whom did you ask about this: members, volunteers, somebody outside?",
        ),
    )


def _risks(facts: Facts) -> Section:
    rows = [
        (
            "Somebody sees the phone of a member",
            "Neutral titles and letters; Leave now on every page",
        ),
        ("The database is stolen", "Some columns are sealed; backups are encrypted"),
        (
            "The host reads what is not theirs",
            "Said plainly to members; nothing prevents it today",
        ),
        (
            "Somebody of staff looks too far",
            "One table of who may do what; locality by locality; a trail",
        ),
        (
            "A small number gives somebody away",
            "Sums of a quarter, rounded; nothing under eight",
        ),
        ("A letter tells too much", "No group, person, place or reason in any letter"),
    ]
    if not facts.is_https:
        rows.insert(
            0, ("Somebody listens on the network", "Nothing: the address is not https")
        )
    if not facts.has_backup_key:
        rows.append(("Everything is lost", "No backup key is set"))
    return Section(
        "What could go wrong",
        (),
        Table(
            ("Risk", "What the house does", "How likely", "How bad", "What else we do"),
            tuple((*row, "", "", "") for row in rows),
        ),
        ("What other risk do you see, knowing your members?",),
    )


def _advice() -> Section:
    return Section(
        "Advice and decision",
        asks=(
            "What did the data protection officer or adviser say?",
            "Does a high risk remain, so that the Commissioner must be asked first?",
        ),
    )
