import json

from hypothesis import given
from hypothesis import strategies as st

from hearthside.engines.publishing.plain_json import plain_json


def test_no_letter_is_left_that_a_page_or_a_script_reads():
    said = plain_json(["</script><img src=x>", "a & b", "line\u2028line"])

    assert not set(said) & set("<>&\u2028")


@given(st.lists(st.text('<>&\u2028\u2029"\\ae\u0301 ', max_size=9), max_size=4))
def test_it_reads_back_as_it_was(words):
    assert json.loads(plain_json(words)) == words
