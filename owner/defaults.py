"""Fills in the program's own text of sentences that a profile lacks, such as one written for an older program."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from owner.corrections import inner
from owner.positions import Way, parse
from owner.profile import Profile
from owner.sentences import needed_sentences
from owner.wechat import OTHER

TEMPLATE = Path(__file__).with_name("new_profile.yml")
"""The profile that a new institution starts with; it has neither roles nor places."""

OF_ROLES_AND_PLACES = Path(__file__).with_name("sentences.yml")


@lru_cache(maxsize=1)
def default_sentences() -> Mapping[str, str]:
    """Return the program's own text of every sentence, with {assistant} and {platform} still to be filled in."""
    template, more = (parse(file.read_text(encoding="utf-8"))[0] for file in (TEMPLATE, OF_ROLES_AND_PLACES))
    sentences = inner(template, "sentences")
    return {name: str(text) for part in (sentences, more) if isinstance(part, dict) for name, text in part.items()}


def fill_wechat(wechat: dict[str, object]) -> Iterator[Way]:
    """Add the program's own values that WeChat's part of a profile lacks; yield the position of each."""
    for name, own in _wechat().items():
        if name not in wechat or wechat[name] == "":
            wechat[name] = own
            yield (name,)
    received = wechat["received"]
    if isinstance(received, dict) and received.get(OTHER, "") == "":
        received[OTHER] = inner(_wechat(), "received")[OTHER]
        yield ("received", OTHER)


def _wechat() -> dict[str, object]:
    return inner(parse(TEMPLATE.read_text(encoding="utf-8"))[0], "wechat")


def lacking_sentences(profile: Profile) -> list[str]:
    """Return the names of the sentences that the profile needs but lacks."""
    wanted = needed_sentences(roles=bool(profile.roles), places=profile.places is not None)
    return [name for name in wanted if name not in profile.sentences]


def with_defaults(profile: Profile) -> Profile:
    """Return the profile with the program's own text of the sentences that it lacks."""
    names = lacking_sentences(profile)
    if not names:
        return profile
    defaults = {name: text for name, text in default_sentences().items() if name in names}
    return profile.copy(update={"sentences": {**profile.sentences, **defaults}})


def profile_in(text: str) -> Profile:
    """Return the profile in the text of a profile.json, perhaps of an older program. Raises ValueError."""
    return with_defaults(Profile.parse_raw(text)).with_names()
