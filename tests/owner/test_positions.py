"""The line that is named for a file that is no YAML."""

import pytest

from owner.positions import NotYaml, parse

LONG = "    - 怎么办\n" * 200
EXAMPLES = f"nlu:\n- intent: faq/one\n  examples%s\n{LONG}- intent: faq/two\n  examples: |\n    - 在哪\n"


@pytest.mark.parametrize(("written", "about"), [("： |", "全角冒号"), (" |", "少了“: ”")])
def test_a_key_without_its_colon_is_named_where_it_stands(written: str, about: str) -> None:
    with pytest.raises(NotYaml) as caught:
        parse(EXAMPLES % written)
    assert caught.value.line == 3
    assert about in caught.value.message
