from __future__ import annotations

from dataclasses import replace

import pytest

from hearthside.core.fetching import NotALink, NotFetched, Rules, is_near, tell
from tests.guide.model_scene import sends, standing

pytestmark = pytest.mark.engine
HERE = Rules(
    https_only=False, reach=is_near, seconds=5, patience=5, most_bytes=64 * 1024
)


def test_what_is_told_arrives_whole_and_the_answer_comes_back():
    words = b'{"n": "' + b"x" * 200_000 + b'"}'
    with standing(sends(b'{"a": 1}')) as there:
        said = tell(f"{there.url}/x", words, rules=HERE, headers={"X-Key": "k"})

    assert said == b'{"a": 1}'
    path, headers, asked = there.asked[0]
    assert (path, headers["X-Key"], len(asked["n"])) == ("/v1/x", "k", 200_000)
    assert headers["Content-Type"] == "application/json"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (sends(b"", status=302, Location="/v1/next"), "sends us on"),
        (sends(b"no", status=403), "status 403"),
        (sends(b"x" * 70_000), "over 64 kB"),
        (sends(b"x", Content_Encoding="gzip"), "packed"),
        (sends(b"x", Content_Length="9"), "hung up"),
    ],
)
def test_what_is_no_answer_is_told_in_a_sentence(answer, said):
    with standing(answer) as there, pytest.raises(NotFetched, match=said):
        tell(f"{there.url}/x", b"{}", rules=HERE)

    assert len(there.asked) == 1


def test_a_machine_that_may_not_be_asked_hears_nothing():
    far = replace(HERE, reach=lambda _: False)
    with standing(sends(b"{}")) as there, pytest.raises(NotFetched, match="may not"):
        tell(f"{there.url}/x", b"{}", rules=far)

    assert there.asked == []


def test_in_the_open_nothing_is_told_where_that_was_not_allowed():
    with standing(sends(b"{}")) as there, pytest.raises(NotALink):
        tell(f"{there.url}/x", b"{}", rules=replace(HERE, https_only=True))

    assert there.asked == []
