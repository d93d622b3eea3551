"""Reads profile.yml into a Profile; mistakes are listed in Chinese with their lines, serious ones give no Profile."""

import re
import string
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from owner.corrections import correct, inner
from owner.defaults import default_sentences, fill_wechat, lacking_sentences, with_defaults
from owner.desk_hours import disagreeing_hours, unreadable
from owner.page import checked_page
from owner.places import unknown_places
from owner.positions import NotYaml, Way, Wrong, line_of, parse
from owner.profile import Profile
from owner.sentences import EVERYWHERE, needed_sentences
from owner.wechat import menu_faults

_UNQUOTED = re.compile(r"\s*color:\s+(#[0-9A-Fa-f]{6})\s*(?:#.*)?$")

_MESSAGES: Mapping[str, str] = {
    "value_error.missing": "缺少“{key}”",
    "value_error.extra": "不认识“{key}”，请检查有没有写错，或写错了位置",
    "value_error.any_str.min_length": "“{key}”不能为空",
    "value_error.any_str.max_length": "“{key}”这一行太长，最多 {limit_value} 个字",
    "value_error.list.min_items": "“{key}”至少要有一项",
    "value_error.str.regex": "“{key}”的写法不对：{form}",
    "value_error.const": "“{key}”应是规定的几种之一：{permitted}",
    "type_error.dict": "“{key}”下面应是“名字: 值”的几行",
    "type_error.mapping": "“{key}”下面应是“名字: 值”的几行",
    "type_error.list": "“{key}”应是一个列表",
    "type_error.tuple": "“{key}”应是一个列表",
    "type_error.str": "“{key}”应是一段文字",
    "type_error.float": "“{key}”应是一个数",
    "type_error.integer": "“{key}”应是一个整数",
    "value_error.number.not_ge": "“{key}”太小，最小是 {limit_value}",
    "value_error.number.not_le": "“{key}”太大，最大是 {limit_value}",
}

_NOT_THERE: Mapping[Way, str] = {("wechat",): "缺少“{key}”：像是没有写完，请恢复；不用公众号的，写一行 wechat: {{}}"}


@dataclass(frozen=True, order=True)
class Fault:
    """A mistake: its line, from 1, and how to correct it. `stops`: it would harm users, so the file is not served.

    `by_default`: a missing sentence was replaced by the program's own; nobody has to do anything.
    """

    line: int
    message: str
    stops: bool = True
    by_default: bool = False


@dataclass(frozen=True)
class ProfileReading:
    """`profile`: None if a fault stops it."""

    profile: Profile | None
    faults: tuple[Fault, ...]
    lines: Mapping[Way, int]

    def line(self, *way: str | int) -> int:
        """Return the line of the value at this path."""
        return line_of(way, self.lines)


def read(text: str, folder: Path | None = None) -> ProfileReading:
    """Read the text of a profile.yml. `folder`: where the files that it names are; None: they are not checked."""
    try:
        data, lines = parse(text)
    except NotYaml as bad:
        return ProfileReading(None, (Fault(bad.line, bad.message),), {})
    if not isinstance(data, dict):
        no_table = Fault(1, "应是“名字: 值”的几行，现在什么也读不出来：请从版本库或备份恢复")
        return ProfileReading(None, (no_table,), lines)
    notes = (
        *(Fault(line_of(way, lines), message, stops=False) for way, message in correct(data)),
        *_color(inner(data, "page"), lines, text.splitlines()),
        *_wechat(data, lines),
    )
    try:
        profile = Profile.parse_obj(_without_blanks(data))
    except ValidationError as bad:
        return ProfileReading(None, (*sorted(faults_of(bad, lines)), *notes), lines)
    page, of_page = checked_page(profile.page, folder)
    own = {*_missing(profile, lines), *_sentences(profile, lines), *_ids(profile, lines), *_hours(profile, lines)}
    faults = sorted({*own, *_outside(profile, of_page, lines)})
    stopping = [fault for fault in faults if fault.stops]
    filled = None if stopping else with_defaults(profile).copy(update={"page": page}).with_names()
    return ProfileReading(filled, (*faults, *notes), lines)


def _without_blanks(value: object) -> object:
    """Return the value without empty entries, which count as not written."""
    if isinstance(value, dict):
        return {name: _without_blanks(inner) for name, inner in value.items() if inner != ""}
    return [_without_blanks(inner) for inner in value] if isinstance(value, list) else value


def _color(page: dict[str, object], lines: dict[Way, int], rows: Sequence[str]) -> Iterator[Fault]:
    """Read a colour without quotation marks, which YAML takes for a comment."""
    line = line_of(("page", "color"), lines)
    match = _UNQUOTED.match(rows[line - 1])
    if match and page.get("color") == "":
        page["color"] = match[1]
        yield Fault(line, f"color 后面的 {match[1]} 没有加引号，按颜色读", stops=False)


def _wechat(data: dict[str, object], lines: dict[Way, int]) -> Iterator[Fault]:
    """Fill in missing entries. Without the whole part the file is rejected, because it may have been cut off."""
    if data.get("wechat") == "":
        data["wechat"] = {}
    if not isinstance(data.get("wechat"), dict):
        return
    for way in fill_wechat(inner(data, "wechat")):
        message = f"wechat 中没有“{' 的 '.join(map(str, way))}”，用程序自带的"
        yield Fault(line_of(("wechat", *way), lines), message, stops=False, by_default=True)


def faults_of(bad: ValidationError, lines: Mapping[Way, int]) -> Iterator[Fault]:
    """Yield the errors of the schema as faults, in Chinese with their lines."""
    for error in bad.errors():
        way = tuple(key for key in error["loc"] if key != "__key__")
        key = next((str(key) for key in reversed(way) if isinstance(key, str)), "")
        message = _MESSAGES.get(error["type"], "“{key}”的值不对")
        item = way[-1] if way and isinstance(way[-1], int) else None
        message = _NOT_THERE.get(way, message) if error["type"] == "value_error.missing" else message
        values = {**error.get("ctx", {}), "key": key if item is None else f"{key} 的第 {item + 1} 项"}
        values["form"] = "颜色写作 #1552a8" if key == "color" else "编号只用小写字母、数字和下划线，以字母开头"
        values["permitted"] = "、".join(map(str, values.get("permitted", ())))
        yield Fault(line_of(way, lines), f"{_where(way if item is None else way[:-1])}{message.format(**values)}")


def _where(way: Way) -> str:
    outer = [str(key) if isinstance(key, str) else f"第 {key + 1} 项" for key in way[:-1]]
    return f"{' 的 '.join(outer)} 中" if outer else ""


def _missing(profile: Profile, lines: dict[Way, int]) -> Iterator[Fault]:
    line = line_of(("sentences",), lines)
    if not profile.sentences and default_sentences():
        yield Fault(line, "sentences 里一句也没有写，都用程序自带的", stops=False, by_default=True)
        return
    for name in lacking_sentences(profile):
        if default := default_sentences().get(name):
            message = f"sentences 中没有“{name}”，用程序自带的：“{default}”"
            yield Fault(line, message, stops=False, by_default=True)
        else:
            yield Fault(line, f"sentences 中缺少“{name}”")


def _sentences(profile: Profile, lines: dict[Way, int]) -> Iterator[Fault]:
    wanted = needed_sentences(roles=bool(profile.roles), places=profile.places is not None)
    for name, text in profile.sentences.items():
        line = line_of(("sentences", name), lines)
        if name not in wanted:
            is_needed = name in needed_sentences(roles=True, places=True)
            why = "用不到：没有写角色（roles）或地区（places）" if is_needed else "不认识"
            yield Fault(line, f"sentences 中的“{name}”{why}", stops=not is_needed)
            continue
        allowed = (*wanted[name], *EVERYWHERE)
        for strange in sorted(_fields(text) - set(allowed)):
            yield Fault(line, f"“{name}”里的 {{{strange}}} 没有可填的内容，只能用 {_listed(allowed)}")
        for left_out in sorted(set(wanted[name]) - _fields(text)):
            yield Fault(line, f"“{name}”里没有用 {{{left_out}}}，用户就看不到它", False)


def _fields(text: str) -> set[str]:
    try:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:
        return {"…"}


def _listed(names: Iterable[str]) -> str:
    return "、".join(f"{{{name}}}" for name in names)


def _ids(profile: Profile, lines: dict[Way, int]) -> Iterator[Fault]:
    seen: set[str] = set()
    for number, role in enumerate(profile.roles):
        if role.id in seen:
            yield Fault(line_of(("roles", number, "id"), lines), f"角色 {role.id} 写了两次")
        seen.add(role.id)
        earlier = [word for other in profile.roles[:number] for word in other.called]
        for word in role.called:
            if word in earlier:
                line = line_of(("roles", number, "called"), lines)
                yield Fault(line, f"“{word}”是两种角色的叫法（called），用户这样说时分不清，请只留一处")
    for way, message in unknown_places(profile.places) if profile.places else ():
        yield Fault(line_of(way, lines), message)


def _outside(profile: Profile, of_page: Sequence[Wrong], lines: dict[Way, int]) -> Iterator[Fault]:
    """Yield the faults outside the conversation: WeChat's menu and the page."""
    for way, message in (*menu_faults(profile.wechat.menu), *of_page):
        yield Fault(line_of(way, lines), message, stops=False)


def _hours(profile: Profile, lines: dict[Way, int]) -> Iterator[Fault]:
    wrong = [*unreadable(profile.staff.desk)]
    yield from (Fault(line_of(way, lines), message) for way, message in wrong)
    for way, message in () if wrong else disagreeing_hours(profile.staff):
        yield Fault(line_of(way, lines), message, stops=False)
