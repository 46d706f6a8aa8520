"""Run by another Python: what pyreadstat and fhir.resources make of what we wrote."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pyreadstat
from fhir.resources.R4B.questionnaire import Questionnaire
from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse


def main(folder: Path) -> None:
    """Say as JSON what stands in answers.sav, and that both resources are valid."""
    table, about = pyreadstat.read_sav(folder / "answers.sav")
    asked = json.loads((folder / "questionnaire.json").read_text())
    said = json.loads((folder / "response.json").read_text())
    sys.stdout.write(
        json.dumps(
            {
                "columns": list(table.columns),
                "labels": about.column_names_to_labels,
                "values": about.variable_value_labels,
                "encoding": about.file_encoding,
                "rows": json.loads(table.to_json(orient="records")),
                "asked": Questionnaire.model_validate(asked).url,
                "said": QuestionnaireResponse.model_validate(said).questionnaire,
            }
        )
    )


main(Path(sys.argv[1]))
