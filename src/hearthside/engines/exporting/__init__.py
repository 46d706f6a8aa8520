"""Answers of a study in the forms other people's programs read; pure text, handed rows.

A row of one person leaves only under a code made for this export, without a date, in an
order that says nothing, and only where ten people or more look like it.
"""

from hearthside.engines.exporting.codes import (
    dropped,
    made_anew,
    put_together,
    why_not_export,
)
from hearthside.engines.exporting.fhir import questionnaire, response
from hearthside.engines.exporting.given import Given
from hearthside.engines.exporting.redcap import dictionary, records
from hearthside.engines.exporting.spss import system_file
from hearthside.engines.exporting.tables import codebook, long_table, wide_table

__all__ = [
    "Given",
    "codebook",
    "dictionary",
    "dropped",
    "long_table",
    "made_anew",
    "put_together",
    "questionnaire",
    "records",
    "response",
    "system_file",
    "why_not_export",
    "wide_table",
]
