"""Settings in credentials.yml that several channels have."""

from collections.abc import Collection, Mapping

from rasa.shared.exceptions import RasaException


def texts(channel: str, name: str, value: object) -> list[str]:
    """Return the setting `name` that lists texts, of which one may stand alone; anything else is refused."""
    found = [value] if isinstance(value, str) else [] if value is None else value
    if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
        raise RasaException(f"{channel}'s setting {name} must be a list of texts, not {value!r}")
    return found


def words(channel: str, given: Mapping[str, object], names: Collection[str]) -> dict[str, str]:
    """Return the settings `given`, each of them one text; a name that is not among `names` is refused."""
    unknown = sorted(set(given) - set(names))
    if unknown:
        raise RasaException(f"{channel} has no such setting: {', '.join(unknown)}")
    for name, value in given.items():
        if not isinstance(value, str) or not value:
            raise RasaException(f"{channel}'s setting {name} must be a text, not {value!r}")
    return {name: str(value) for name, value in given.items()}
