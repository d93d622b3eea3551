"""The settings of expiry: retention.yml, which an operator edits."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import yaml

FILE = Path(__file__).with_name("retention.yml")
LONGEST = 36_500

Then = Literal["delete", "anonymise"]


class NotSettings(Exception):
    """Its text says what is wrong, and where."""


@dataclass(frozen=True)
class Retention:
    """`attachment_days`: for pictures, voice and video."""

    days: int
    then: Then
    attachment_days: int = 30


def retention(file: Path = FILE) -> Retention:
    """Return what the file says; raises NotSettings."""
    try:
        data = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise NotSettings(f"{file.name} 读不出来：{error}") from error
    if not isinstance(data, dict) or not {"days", "then"} <= set(data) <= {"days", "then", "attachment_days"}:
        raise NotSettings(f"{file.name} 里要写 days 和 then 两项，另外只能写 attachment_days。")
    if data["then"] not in ("delete", "anonymise"):
        raise NotSettings(f"{file.name} 的 then 只能是 delete（删除）或 anonymise（匿名化），不是 {data['then']!r}。")
    attachment_days = data.get("attachment_days", Retention.attachment_days)
    return Retention(
        checked_days(data["days"], f"{file.name} 的 days"),
        data["then"],
        checked_days(attachment_days, f"{file.name} 的 attachment_days"),
    )


def checked_days(value: object, where: str) -> int:
    """Return a number of days; raises NotSettings."""
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= LONGEST:
        raise NotSettings(f"{where} 是 1 到 {LONGEST} 的天数，不是 {value!r}。")
    return value
