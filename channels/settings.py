"""Reads settings that several channels share, from credentials.yml and the environment."""

from collections.abc import Collection, Mapping

from pydantic import SecretStr
from rasa.shared.exceptions import RasaException

from settings.processes import RasaServer, rasa_server
from settings.reading import SettingsRefused, is_secret, named_secret, variable_of


def texts(channel: str, name: str, value: object) -> list[str]:
    """Return the setting `name`, a list of texts or a single one; anything else is refused."""
    values = [value] if isinstance(value, str) else [] if value is None else value
    if not isinstance(values, list) or not all(isinstance(item, str) for item in values):
        raise RasaException(f"{channel}'s setting {name} must be a list of texts, not {value!r}")
    return values


def words(channel: str, settings: Mapping[str, object], names: Collection[str]) -> dict[str, str]:
    """Return `settings`, each a single text; a name that is not among `names` is refused."""
    unknown = sorted(set(settings) - set(names))
    if unknown:
        raise RasaException(f"{channel} has no such setting: {', '.join(unknown)}")
    for name, value in settings.items():
        if not isinstance(value, str) or not value:
            raise RasaException(f"{channel}'s setting {name} must be a text, not {value!r}")
    return {name: str(value) for name, value in settings.items()}


def server_settings() -> RasaServer:
    """Return this server's settings from the environment; raises RasaException, which ends `rasa run`."""
    try:
        return rasa_server()
    except SettingsRefused as error:
        raise RasaException(str(error)) from None


def secret(server: RasaServer, name: str, like: str) -> str:
    """Return the secret whose variable credentials.yml names, empty if it is not set; raises RasaException.

    `like`: the default variable, whose strength rules apply.
    """
    secrets = {variable_of(field): field for field in server.__fields__.values() if is_secret(field)}
    if name in secrets:
        value: SecretStr | None = getattr(server, secrets[name].name)
        return value.get_secret_value() if value else ""
    try:
        return named_secret(name, secrets[like])
    except SettingsRefused as error:
        raise RasaException(str(error)) from None
