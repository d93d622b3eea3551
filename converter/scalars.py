"""Writes texts as YAML scalars."""


def quoted(text: str) -> str:
    """Return `text` as a double-quoted YAML scalar; Rasa would read braces as slots, so they are doubled."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return '"' + escaped.replace("{", "{{").replace("}", "}}") + '"'
