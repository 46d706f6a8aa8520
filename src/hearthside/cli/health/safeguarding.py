"""Is the safeguarding record as it was written, and is there a lead who reads worries?"""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from hearthside.cli.health.findings import Finding, well, wrong
from hearthside.groups import roles
from hearthside.people.signing_in import addresses_of
from hearthside.safety import chain, locks


def record_is_whole(now: datetime) -> Finding:
    """Say whether the record's chain holds, and the database still refuses changes to it."""
    broken = chain.first_break()
    if broken is not None:
        where = f"at entry {broken}" if broken else "at its end"
        return wrong(
            "record",
            f"The safeguarding record was changed or cut {where}.",
            "Tell every safeguarding lead, change nothing, and compare it with the last "
            "backup.",
        )
    if missing := locks.missing():
        return wrong(
            "record",
            f"The database would let the record be changed: {', '.join(sorted(missing))} "
            "is not there.",
            "Ask who took them away, tell the safeguarding leads, then: hearthside prepare",
        )
    return well("record", "The safeguarding record's chain holds.")


def somebody_reads(now: datetime) -> Finding:
    """Say whether there is a safeguarding lead, with an address to be written to."""
    leads = roles.leads()
    if not leads and not settings.CONFIG.production:
        return well("worries", "No safeguarding lead yet. Before you open, have two.")
    if not leads:
        return wrong(
            "worries",
            "There is no safeguarding lead: a worry would be read by nobody.",
            "Give somebody that role, and a second person for when the first is away.",
        )
    if not addresses_of(leads):
        return wrong(
            "worries",
            "No safeguarding lead can be written to: none has an e-mail address.",
            "Ask a lead to add one under Mine.",
        )
    return well(
        "worries", f"Leads who are told of a worry: {len(addresses_of(leads))}."
    )
