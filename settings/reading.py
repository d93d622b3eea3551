"""Reads a process's settings from the environment, typed and checked by pydantic.

A variable that is blank counts as not set. A secret may stand in a file instead, as those of containers do: then the
variable has _FILE at the end of its name. Every refusal is one sentence with names and examples, and never a value.
"""

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseSettings, Field, SecretStr, ValidationError, validator
from pydantic.fields import ModelField

from settings.strength import is_weak

Source = Callable[[BaseSettings], dict[str, Any]]


class SettingsRefused(ValueError):
    """Says in one sentence which variables are missing or malformed, each with an example."""


def variable(name: str, default: object, *, meaning: str, form: str, example: str, **limits: Any) -> Any:
    """Return a pydantic field for the environment variable `name`.

    `meaning`, `form` (what it must be) and `example` are shown to operators, in Chinese; `limits`: pydantic's own, and
    `shortest`, the characters that a secret must have at least.
    """
    return Field(default, env=name, description=meaning, form=form, example=example, **limits)


def set_ones(names: Iterable[str]) -> list[str]:
    """Return those of the names that the environment sets, by themselves or with _FILE at the end."""
    both = (variable for name in names for variable in (name, f"{name}_FILE"))
    return [name for name in both if os.environ.get(name, "").strip()]


class Settings(BaseSettings):
    class Config:
        case_sensitive = True
        allow_mutation = False
        # A default needs no check, and the libraries that some checks need take half a second to import.
        validate_all = False

        @classmethod
        def customise_sources(cls, init_settings: Source, env_settings: Source, **_: Source) -> tuple[Source, ...]:
            def not_blank(settings: BaseSettings) -> dict[str, Any]:
                return {name: value for name, value in env_settings(settings).items() if value.strip()}

            return init_settings, not_blank, _secret_files

        @classmethod
        def parse_env_var(cls, field_name: str, raw_val: str) -> str:
            """Leave lists to the validators: pydantic would take them for JSON."""
            return raw_val

    @validator("*", pre=True)
    def _plain(cls, value: object) -> object:
        """Take off surrounding blanks; raises UnicodeEncodeError for bytes that are no UTF-8."""
        if not isinstance(value, str):
            return value
        value.encode()
        return value.strip()

    @validator("*")
    def _strong_enough(cls, value: object, field: ModelField) -> object:
        """Refuse a secret that could be tried out, and the example of the documentation taken for one."""
        extra = field.field_info.extra
        if "shortest" in extra and isinstance(value, SecretStr):
            secret = value.get_secret_value()
            if is_weak(secret, extra["shortest"]) or secret == extra["example"]:
                raise ValueError
        return value

    def missing(self) -> list[str]:
        """Return the fields that the other values ask for and that are not set."""
        return []


_S = TypeVar("_S", bound=Settings)


def read(kind: type[_S]) -> _S:
    """Return the settings that this process's environment holds; raises SettingsRefused."""
    try:
        settings = kind()
    except ValidationError as error:
        names = dict.fromkeys(str(error["loc"][0]) for error in error.errors())
        raise SettingsRefused("；".join(_malformed(kind.__fields__[name]) for name in names)) from None
    missing = settings.missing()
    if missing:
        named = "、".join(_missing(kind.__fields__[name]) for name in missing)
        mode = "生产模式" if getattr(settings, "production", False) else ""
        raise SettingsRefused(f"{mode}缺少环境变量，不能启动：{named}")
    return settings


def variable_of(field: ModelField) -> str:
    """Return the name of the field's environment variable."""
    return str(field.field_info.extra["env"])


def is_secret(field: ModelField) -> bool:
    """Say whether the value must not be shown, and may stand in a file."""
    return isinstance(field.type_, type) and issubclass(field.type_, SecretStr)


def named_secret(name: str, like: ModelField) -> str:
    """Return a secret whose variable credentials.yml names, from the variable or from its file, else an empty text;
    raises SettingsRefused. `like`: the field in whose place it is, which says what it must be.
    """
    value = os.environ.get(name, "").strip() or _from_file(name, os.environ)
    if value and like.validate(value, {}, loc=name)[1]:
        raise SettingsRefused(_malformed(like, name))
    return value


def _secret_files(settings: BaseSettings) -> dict[str, Any]:
    fields = [field for field in settings.__fields__.values() if is_secret(field)]
    unset = [field for field in fields if not os.environ.get(variable_of(field), "").strip()]
    from_files = {field.name: _from_file(variable_of(field), os.environ) for field in unset}
    return {name: value for name, value in from_files.items() if value}


def _from_file(name: str, environment: Mapping[str, str]) -> str:
    file = environment.get(f"{name}_FILE", "").strip()
    if not file:
        return ""
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        example = f"/run/secrets/{name.lower()}"
        raise SettingsRefused(
            f"环境变量 {name}_FILE 指定的文件读不出来，不能继续；应为能读的文件，例如：{example}"
        ) from None


def _malformed(field: ModelField, name: str = "") -> str:
    extra = field.field_info.extra
    return f"环境变量 {name or variable_of(field)} 的值不对，应为：{extra['form']}，例如：{extra['example']}"


def _missing(field: ModelField) -> str:
    return f"{variable_of(field)}（{field.field_info.description}，例如：{field.field_info.extra['example']}）"
