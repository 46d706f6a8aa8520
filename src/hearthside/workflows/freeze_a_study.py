"""Freeze a study, or hand its rows to an evaluator: by code, and written down."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from hearthside.core import trail
from hearthside.core.actor import Actor, Machine
from hearthside.core.policy import ANYWHERE, Verb, insist
from hearthside.core.refusals import Refusal
from hearthside.core.seal import blind
from hearthside.engines.disclosure import PUBLIC
from hearthside.engines.exporting import made_anew
from hearthside.engines.exporting.given import Given
from hearthside.engines.exporting.tables import codebook, long_table
from hearthside.outcomes import freezing, plans, rows, studies, withdrawing
from hearthside.outcomes.freezing import Files
from hearthside.outcomes.rows import Row
from hearthside.outcomes.sealed_files import zipped
from hearthside.outcomes.studies import Told

LONGEST_AGREEMENT: Final = 120
_ROWS: Final = "study.rows"


class CannotTakeRows(Refusal):
    """These rows may not leave the house like this."""


@dataclass(frozen=True, slots=True)
class RowsOf:
    """What an evaluator may know of a study before they take anything."""

    study: Told
    why_not: str


def freeze_a_study(
    actor: Actor | Machine,
    *,
    study_id: str,
    code_version: str,
    plan_sha256: str,
    now: datetime,
) -> Files:
    """Freeze a study and write down that it was done.

    Raises NotFound, CannotAsk.
    """
    insist(actor, Verb.TAKE_STUDY_ROWS, ANYWHERE)
    with transaction.atomic():
        frozen = freezing.freeze(
            study_id,
            code_version=code_version,
            plan_sha256=plan_sha256,
            now=now,
        )
        _write_down(actor, f"study frozen:{frozen.public_id}", now=now)
    return frozen


def for_evaluators(actor: Actor) -> list[RowsOf]:
    """Return the studies, each with why its rows cannot be taken yet.

    Raises NotFound.
    """
    insist(actor, Verb.TAKE_STUDY_ROWS, ANYWHERE)
    return [RowsOf(one, why_not_take(one) or "") for one in studies.every()]


def why_not_take(study: Told) -> str | None:
    """Return why nobody may take the rows of this study yet, or None."""
    if rows.how_many(study.id) < PUBLIC:
        return (
            f"Fewer than {PUBLIC} people take part, so single answers could be known by "
            "whose they are. Come back when there are more."
        )
    return None


def take_rows(actor: Actor, *, study_id: str, agreement: str, now: datetime) -> bytes:
    """Return the answers of a study by code, as tables with a codebook each, in one zip.

    The codes are made for this study and agreement, and are none the house knows anybody by:
    taken again under the same agreement they are the same, as long as the house keeps its
    secret, and who left since is named by theirs. No cluster and no site is of fewer than ten people: small ones lose their code.

    agreement -- under which written agreement they are taken: it stands in the manifest.

    Raises NotFound, CannotTakeRows, CannotLock, CannotAsk.
    """
    insist(actor, Verb.TAKE_STUDY_ROWS, ANYWHERE)
    study = studies.one(study_id)
    named = " ".join(agreement.split())
    if not named or len(named) > LONGEST_AGREEMENT:
        raise CannotTakeRows(
            "Write which data agreement this is under, such as its name and date."
        )
    if why := why_not_take(study):
        raise CannotTakeRows(why)
    with transaction.atomic():
        plans.open_answers(study.id, now=now)
        found = rows.rows_of(study.id)
        if len({row.code for row in found}) < PUBLIC:
            raise CannotTakeRows(
                f"Fewer than {PUBLIC} people have answered, so single answers could be "
                "known by whose they are. Come back when there are more."
            )
        kept = rows.pooled(found, fewest=PUBLIC)
        made = _zipped(study, kept, agreement=named)
        _write_down(actor, f"study rows:{study.id}", now=now)
    return made


def _write_down(actor: Actor | Machine, what: str, *, now: datetime) -> None:
    trail.note(actor, verb=Verb.TAKE_STUDY_ROWS, what=what, now=now)


def _zipped(study: Told, kept: list[Row], *, agreement: str) -> bytes:
    # The codes of the house stand on paper and are typed at the desk: none of them leaves.
    salt = salt_of(study.public_id, agreement)
    files: dict[str, str] = {}
    for pack in rows.packs_of(study.id):
        given = [given_of(row, row.answers.get(pack.id, {})) for row in kept]
        files[f"{pack.id}.csv"] = long_table(pack, made_anew(given, salt=salt))
        files[f"{pack.id}-codebook.csv"] = codebook(pack)
    late = made_anew([given_of(row, {}) for row in kept if row.is_late], salt=salt)
    about = {
        "study": study.name,
        "agreement": agreement,
        "people": len({row.code for row in kept}),
        "rows": len(kept),
        "least_in_a_cluster_or_site": PUBLIC,
        "late": [f"{one.code}:{one.wave}" for one in late],
        "dropped": _anew(withdrawing.gone(study.id), salt),
    }
    files["about.json"] = json.dumps(about, indent=1, ensure_ascii=False) + "\n"
    return zipped({name: text.encode() for name, text in files.items()})


def salt_of(study_id: str, agreement: str) -> bytes:
    """Return what the codes of one study under one agreement are made from."""
    return blind(f"{study_id}:{agreement}", purpose=_ROWS).encode()


def given_of(row: Row, answers: Mapping[str, int | None]) -> Given:
    """Return a row as exports take it."""
    return Given(row.code, str(row.wave), row.cluster, row.site, answers)


def _anew(codes: Iterable[str], salt: bytes) -> list[str]:
    """Return codes of the house as this agreement knows them."""
    given = [Given(code, "", "", "", {}) for code in codes]
    return [one.code for one in made_anew(given, salt=salt)]
