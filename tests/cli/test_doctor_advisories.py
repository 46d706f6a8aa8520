import json

import pytest

from hearthside.cli.health import advisories


def index_says(*dependencies):
    return lambda: json.dumps({"dependencies": list(dependencies)})


def test_a_known_weakness_is_wrong():
    found = advisories.nothing_known(
        index_says(
            {"name": "django", "vulns": [{"id": "x"}]}, {"name": "a", "vulns": []}
        )
    )

    assert not found.is_well
    assert "django" in found.sentence


def test_libraries_the_index_skipped_are_not_called_safe():
    found = advisories.nothing_known(
        index_says(
            {"name": "a", "vulns": []}, {"name": "b", "skip_reason": "not found"}
        )
    )

    assert found.is_well
    assert (
        found.sentence == "None is known in 1 libraries. Of 1 more, nothing was said."
    )


@pytest.mark.parametrize("answer", [None, "", "a proxy's page", '{"dependencies": []}'])
def test_no_answer_from_the_index_is_said_and_is_no_failure(answer):
    found = advisories.nothing_known(lambda: answer)

    assert found.is_well
    assert "Could not ask" in found.sentence
