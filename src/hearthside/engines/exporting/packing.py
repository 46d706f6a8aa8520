"""The files of one export, by name, in one of the forms other programs read."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from hearthside.engines.exporting.fhir import questionnaire, response
from hearthside.engines.exporting.given import Given
from hearthside.engines.exporting.redcap import dictionary, records
from hearthside.engines.exporting.spss import system_file
from hearthside.engines.exporting.tables import codebook, long_table, wide_table
from hearthside.engines.instruments import Pack

FORMS: Final = ("csv-long", "csv-wide", "sav", "redcap", "fhir")


def packed(
    answers: Mapping[str, tuple[Pack, Sequence[Given]]],
    form: str,
    *,
    waves: Sequence[str],
    base: str,
) -> dict[str, bytes]:
    """Return the files.

    answers -- rows by the questionnaire's id. form -- one of `FORMS`. waves -- in order, for
    the wide table. base -- the address FHIR resources are named under.

    Raises KeyError: a form that is none, or a questionnaire without English words where
    the form needs words; CannotScore.
    """
    files: dict[str, bytes] = {}
    for name, (pack, rows) in answers.items():
        files |= _of(name, pack, rows, form, waves, base)
    return files


def _of(
    name: str, pack: Pack, rows: Sequence[Given], form: str, waves: Sequence[str], base: str
) -> dict[str, bytes]:  # fmt: skip
    book = {f"{name}-codebook.csv": codebook(pack).encode()}
    if form == "csv-long":
        return {f"{name}.csv": long_table(pack, rows).encode(), **book}
    if form == "csv-wide":
        return {f"{name}.csv": wide_table(pack, rows, waves=waves).encode(), **book}
    if form == "sav":
        return {f"{name}.sav": system_file(pack, rows), **book}
    if form == "redcap":
        return {
            f"{name}-dictionary.csv": dictionary(pack).encode(),
            f"{name}-records.csv": records(pack, rows).encode(),
        }
    if form != "fhir":
        raise KeyError(form)
    said = "".join(f"{_line(response(pack, one, base=base))}\n" for one in rows)
    return {
        f"{name}-questionnaire.json": f"{_line(questionnaire(pack, base=base))}\n".encode(),
        f"{name}-responses.ndjson": said.encode(),
    }


def _line(resource: dict[str, Any]) -> str:
    return json.dumps(resource, ensure_ascii=False)
