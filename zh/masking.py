"""Personal data hidden in a text."""

from zh.personal import find_personal


def mask(text: str) -> str:
    """Return `text` with each piece of personal data replaced by what it was: 【身份证号】."""
    pieces, done = [], 0
    for kind, start, end in find_personal(text):
        pieces += [text[done:start], f"【{kind.value}】"]
        done = end
    return "".join([*pieces, text[done:]])
