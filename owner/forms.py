"""The forms of single values in a profile, of which its schema is made."""

from pydantic import BaseModel, ConstrainedStr

Words = tuple[str, ...]


class FilledText(ConstrainedStr):
    """A text that is not blank."""

    strip_whitespace = True
    min_length = 1


class SynonymWord(FilledText):
    """A word of users, or what it is read as. It takes the other's place in each message, so it is short."""

    max_length = 20


class Id(ConstrainedStr):
    regex = r"^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$"


class Color(ConstrainedStr):
    regex = r"^#[0-9A-Fa-f]{6}$"


class ProfileForm(BaseModel):
    class Config:
        extra = "forbid"
        allow_mutation = False
