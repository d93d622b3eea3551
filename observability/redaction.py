"""Removes users' words from log records of other people's code.

Rasa, its libraries and Python's warnings quote what they fail on: a user's text, an SQL statement with its values, a
response's body. Our own modules log fixed sentences and names of classes, and are left as they are.
"""

import json
import re
from types import TracebackType

GONE = "…"

# What stands in quotes may be anybody's words, unless it is the name of a class or action, or an address.
_OPENING = re.compile(r"(?<!\w)['\"`“]")
_NAME = re.compile(
    r"(?:action|utter)_[a-z_]{1,60}|[A-Z][A-Za-z]{2,60}(?:Store|Policy|Action|Error|Exception)"
    r"|https?://[\w.-]+(?::\d+)?(?:/[a-z/]*)?",
    re.ASCII,
)
# From here on SQLAlchemy and PostgreSQL repeat what was to be written; aiohttp what it was answered.
_VALUES = re.compile(r"(?:\[SQL|\[parameters|DETAIL:|CONTEXT:|\bbody=|, message=|invalid input|near \").*")
_FOREIGN = re.compile(r"[^\x00-\x7f]+|(?<!\w)\d{7,}(?!\w)", re.ASCII)
CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""What ends a line somewhere, commands a terminal, turns the direction of writing, or can't be written as UTF-8."""

# What of a structured event is words of the program, not of a user.
_FIELDS = ("action", "action_name", "policy", "component")


def redacted(text: str) -> str:
    """Return the first line of a message without what may be a user's words."""
    text = text.strip()
    if text.startswith("{") and (event := _event(text)) is not None:
        return event
    line = _VALUES.sub(GONE, text.splitlines()[0] if text else "")
    return _FOREIGN.sub(GONE, _without_quotations(line))


def escaped(text: str) -> str:
    """Return the text on one line, with control characters as Python writes them: \\n."""
    return CONTROLS.sub(lambda match: match[0].encode("unicode_escape").decode(), text)


def _without_quotations(line: str) -> str:
    """What is no name goes as far as the line's last quotation mark: a user may have written some, too."""
    text_left = ""
    while opening := _OPENING.search(line):
        start, mark = opening.start(), "”" if opening[0] == "“" else opening[0]
        name = _NAME.match(line, start + 1)
        if name and line.startswith(mark, name.end()):
            end = name.end() + 1
            text_left += line[:end]
        else:
            # An apostrophe within a word closes nothing.
            end = max((match.end() for match in re.finditer(rf"{mark}(?!\w)", line)), default=0)
            text_left += f"{line[:start]}{opening[0]}{GONE}{mark}"
            end = end if end > start + 1 else len(line)
        line = line[end:]
    return text_left + line


def _event(text: str) -> str | None:
    """Return a line of structlog's: the name of the event, and what of it is the program's."""
    try:
        data = json.loads(text)
    except ValueError:
        return None
    if not isinstance(data, dict) or not isinstance(data.get("event"), str):
        return None
    more = [f"{name}={redacted(data[name])}" for name in _FIELDS if isinstance(data.get(name), str)]
    failed = [
        str(exception.get("exc_type")) for exception in data.get("exception") or [] if isinstance(exception, dict)
    ]
    return " ".join([redacted(data["event"]), *more, *failed])


def where(error: BaseException | None) -> str:
    """Return an error as a traceback of places and classes; its texts, and those it came from, stay out."""
    chain: list[str] = []
    while error is not None and len(chain) < 5:
        chain.append(f"{type(error).__module__}.{type(error).__qualname__} at {_places(error.__traceback__)}")
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\n".join(chain)


def _places(traceback: TracebackType | None) -> str:
    names = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        names.append(f"{'/'.join(code.co_filename.split('/')[-2:])}:{traceback.tb_lineno} {code.co_name}")
        traceback = traceback.tb_next
    # The last places say what happened.
    return " < ".join(reversed(names[-8:]))
