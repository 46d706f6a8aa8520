"""The sentence model for tests: made once from the installed weights, or a reason why not."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from hearthside.cli.measuring import sentence_model
from hearthside.engines.retrieval.model_making import make
from hearthside.engines.retrieval.sentences import Sentences

# Beside the data of the tests, and not in it: it is the same for all of them.
HERE = Path(__file__).resolve().parents[1] / ".run" / "sentence-model-for-tests"


@cache
def the_model() -> Sentences:
    weights = sentence_model.weights()
    if weights is None:
        pytest.skip("the weights of the sentence model are not installed here")
    if not (HERE / "sentences.onnx").is_file():
        make(weights, into=HERE)
    return Sentences(HERE)
