"""Entries accepted in profile.yml, and the messages about mistakes."""

from datetime import time
from pathlib import Path

import pytest

from owner.hours import span
from owner.reading import Fault, read
from tests.frozen.project import CONTENT

TEXT = (CONTENT / "profile.yml").read_text(encoding="utf-8")


def edited(old: str, new: str) -> str:
    assert old in TEXT
    return TEXT.replace(old, new, 1)


def line_of(text: str, part: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if part in line)


def test_the_shipped_profile_has_nothing_to_mend() -> None:
    reading = read(TEXT)
    assert reading.faults == ()
    assert reading.profile
    assert "{assistant}" not in "".join(reading.profile.sentences.values())
    assert reading.profile.assistant.name in reading.profile.sentences["greet"]


@pytest.mark.parametrize(
    ("old", "new", "at", "about"),
    [
        ("  name: 学时助手", "  name：学时助手", "platform:", "全角冒号"),
        ("  hours: ", "\thours: ", "\thours: ", "制表符"),
        ("  name: 学时助手", "  name: ", "assistant:", "缺少“name”"),
        ("  greet: ", "  gret: ", "gret:", "gret"),
        ("pause_minutes: 30", "pause_minutes: 半小时", "pause_minutes", "pause_minutes"),
        ("pause_minutes: 30", "pause_minutes: -1", "pause_minutes", "太小"),
        ("kind: keeper", "kind: boss", "kind: boss", "keeper"),
        ("- id: unit\n", "- id: personal\n", "kind: keeper", "写了两次"),
        ("- id: unit", "- id: 单位", "- id: 单位", "编号"),
        ("  menu_topic: ", "  menu_topic: '{nobody}' #", "menu_topic", "{nobody}"),
        ("  menu_topic: ", "  menu_topic: '{' #", "menu_topic", "没有可填"),
        ("disputed: [枣庄]", "disputed: [枣庄, 济南]", "supported: [", "同时在"),
        ("    潍坊: [淮坊", "    潍纺: [淮坊", "潍纺: [淮坊", "是不是“潍坊”？"),
        ("    潍坊: [淮坊", "    长春: [淮坊", "长春: [淮坊", "不在 cities 中"),
        ("weekdays: {}", "weekdays: {1: [上午]}", "{1: [上午]}", "08:30-17:30"),
        ("weekdays: {}", 'weekdays: {1: ["17:30-08:30"]}', "17:30-08:30", "先早后晚"),
        ("holidays: []", "holidays: [国庆]", "holidays: [国庆]", "2026-10-01"),
        ("  offer: ", "  menu: 又一次\n  offer: ", "menu: 又一次", "写了两次"),
        ("  ppt: 课件", "  ppt: [课件, 讲义]", "ppt: [", "一段文字"),
        ("  ppt: 课件", f"  ppt: {'课件' * 11}", "ppt: ", "太长，最多 20 个字"),
        ("  ppt: 课件", f"  {'幻灯片' * 7}: 课件", "synonyms:", "太长，最多 20 个字"),
        ("  ppt: 课件", "  ppt：课件", "ppt：课件", "全角冒号"),
        ("  ppt: 课件", "  ppt: 课件\n  ppt: 讲义", "ppt: 讲义", "写了两次"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_stops(old: str, new: str, at: str, about: str) -> None:
    text = edited(old, new)
    reading = read(text)
    assert reading.profile is None
    stopping = [fault for fault in reading.faults if fault.stops]
    assert any(about in fault.message for fault in stopping), stopping
    near = {fault.line + away for fault in stopping for away in (-2, -1, 0, 1, 2)}
    assert line_of(text, at) in near


@pytest.mark.parametrize("text", ["", "[]", "a", "a: [", "\0", "? [x]\n: y"])
def test_what_is_no_profile_is_one_clear_sentence(text: str) -> None:
    reading = read(text)
    assert reading.profile is None
    assert reading.faults
    assert all("\n" not in fault.message for fault in reading.faults)


@pytest.mark.parametrize(
    "written", ["[济南，青岛, 烟台、潍坊, 泰安, 临沂, 省直]", "济南，青岛，烟台，潍坊，泰安，临沂，省直"]
)
def test_full_width_punctuation_between_places_is_read_as_meant(written: str) -> None:
    reading = read(edited("[济南, 青岛, 烟台, 潍坊, 泰安, 临沂, 省直]", written))
    assert reading.profile
    assert reading.profile.places
    assert reading.profile.places.supported == ("济南", "青岛", "烟台", "潍坊", "泰安", "临沂", "省直")
    assert [fault.stops for fault in reading.faults] == [False]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[registration_how, password_recover, ", "[registration_how，password_recover、"),
        ("[单位, 公司, 企业", "[单位，公司；企业"),
        ("[省直, 省直单位, ", "[省直，省直单位, "),
        ("潍坊: [淮坊, 维坊", "潍坊: [淮坊，维坊"),
        ("[平原, 惠民", "[平原，惠民"),
    ],
)
def test_full_width_punctuation_in_any_list_is_read_as_meant(old: str, new: str) -> None:
    reading = read(edited(old, new))
    assert reading.profile == read(TEXT).profile
    assert [fault.stops for fault in reading.faults] == [False]


@pytest.mark.parametrize("written", ["2026/10/01", "2026/10/1", "2026.10.1", "2026年10月1日", "2026 年 10 月 1 号"])
def test_a_date_in_any_usual_writing_is_read_as_meant(written: str) -> None:
    reading = read(edited("holidays: []", f"holidays: [{written}]"))
    assert reading.profile
    assert reading.profile.staff.desk.holidays == ("2026-10-01",)


@pytest.mark.parametrize("written", ["2026/13/01", "2026/10-01", "10月1日", "26/10/01"])
def test_what_is_no_date_is_not(written: str) -> None:
    assert read(edited("holidays: []", f"holidays: [{written}]")).profile is None


@pytest.mark.parametrize(("word", "open_on"), [("每天", 7), ("每日", 7), ("工作日", 5)])
def test_a_word_for_several_days_is_read_as_these(word: str, open_on: int) -> None:
    reading = read(edited("weekdays: {}", f'weekdays: {{{word}: ["08:30-17:30"], 周三: ["08:30-12:00"]}}'))
    assert reading.profile
    weekdays = reading.profile.staff.desk.weekdays
    assert weekdays == {day: ("08:30-12:00" if day == 3 else "08:30-17:30",) for day in range(1, open_on + 1)}


def test_a_colour_in_full_width_is_read_as_meant() -> None:
    reading = read(edited('  color: ""', '  color: "＃c8102e"'))
    assert reading.profile
    assert reading.profile.page.color == "#c8102e"


def test_days_in_full_width_are_read_as_meant() -> None:
    reading = read(edited("holidays: []", "holidays: [２０２６－１０－０１，2026-10-02]"))
    assert reading.profile
    assert reading.profile.staff.desk.holidays == ("2026-10-01", "2026-10-02")


@pytest.mark.parametrize(
    ("old", "new", "at"),
    [
        ("  hours: ", "\thours: ", "\thours"),
        ("  hours: ", "  hours：", "  hours："),
        ("  hours: ", "=======\n  hours: ", "======="),
    ],
)
def test_what_is_no_yaml_is_named_at_its_very_line(old: str, new: str, at: str) -> None:
    text = edited(old, new)
    [fault] = read(text).faults
    assert fault.line == line_of(text, at)


@pytest.mark.parametrize("written", ['["08：30-11：30", "14:00－17:30"]', "08：30-11：30、14:00-17:30"])
def test_full_width_hours_are_read_as_meant(written: str) -> None:
    reading = read(edited("weekdays: {}", f"weekdays: {{1: {written}}}"))
    assert reading.profile
    assert reading.profile.staff.desk.weekdays == {1: ("08:30-11:30", "14:00-17:30")}


@pytest.mark.parametrize("written", ["8:30至17:30", "8点30分到17点30分", "08:30——17:30", "8.30-17.30"])
def test_hours_in_words_are_read_as_meant(written: str) -> None:
    assert span(written) == (time(8, 30), time(17, 30))
    assert read(edited("weekdays: {}", f'weekdays: {{1: ["{written}"]}}')).profile


@pytest.mark.parametrize(("written", "days"), [("周一至周三", [1, 2, 3]), ("周日", [7]), ("六-日", [6, 7])])
def test_weekdays_in_words_are_read_as_meant(written: str, days: list[int]) -> None:
    reading = read(edited("weekdays: {}", f'weekdays: {{{written}: ["08:30-17:30"]}}'))
    assert reading.profile
    assert sorted(reading.profile.staff.desk.weekdays) == days


def test_a_day_of_its_own_counts_before_the_span_it_is_in() -> None:
    written = '{周三: ["08:30-12:00"], 周一至周五: ["08:30-17:30"]}'
    for text in (written, '{周一至周五: ["08:30-17:30"], 周三: ["08:30-12:00"]}'):
        reading = read(edited("weekdays: {}", f"weekdays: {text}"))
        assert reading.profile
        assert reading.profile.staff.desk.weekdays[3] == ("08:30-12:00",)
        assert reading.profile.staff.desk.weekdays[5] == ("08:30-17:30",)


def test_a_day_with_two_hours_is_named() -> None:
    written = '{周一至周三: ["08:30-12:00"], 周三至周五: ["08:30-17:30"]}'
    reading = read(edited("weekdays: {}", f"weekdays: {written}"))
    assert not reading.profile


def test_weekdays_that_run_backwards_are_named() -> None:
    reading = read(edited("weekdays: {}", 'weekdays: {周六至周一: ["08:30-17:30"]}'))
    assert reading.faults


def test_a_city_with_its_mark_is_read_as_meant() -> None:
    reading = read(edited("disputed: [枣庄]", "disputed: [枣庄市]"))
    assert reading.profile
    assert reading.profile.places
    assert reading.profile.places.disputed == ("枣庄",)
    assert any("枣庄市" in fault.message and not fault.stops for fault in reading.faults)


def test_a_value_left_out_is_told_but_stops_nothing() -> None:
    line = line_of(TEXT, "  city_disputed:")
    text = TEXT.replace("关于{city}能否", "关于这里能否", 1)
    assert read(text).faults == (Fault(line, "“city_disputed”里没有用 {city}，用户就看不到它", stops=False),)
    assert read(text).profile


def test_sentences_for_roles_that_there_are_not_stop_nothing(tmp_path: Path) -> None:
    text = TEXT[: TEXT.index("\nroles:\n")] + "\nroles: []\n" + TEXT[TEXT.index("\n# 地区：") :]
    reading = read(text)
    assert reading.profile
    assert {fault.stops for fault in reading.faults} == {False}
    assert any("ask_role" in fault.message for fault in reading.faults)


def test_full_width_braces_are_read_as_meant() -> None:
    reading = read(edited("我是{assistant}，可以", "我是｛assistant｝，可以"))
    assert reading.profile
    assert "我是学时助手，可以" in reading.profile.sentences["greet"]
    assert [fault.stops for fault in reading.faults] == [False]


@pytest.mark.parametrize(
    ("hours", "desk", "same"),
    [
        ("工作日 8：30—17：00", '{周一至周五: ["8:30-17:00"]}', True),
        ("周一到周六 8:30-11:30、14:00-17:00", '{周一至周六: ["8:30-11:30", "14:00-17:00"]}', True),
        ("工作日上午9点到下午5点", '{周一至周五: ["9:00-17:00"]}', True),
        ("每天 8:30-17:00（7、8月 9:00-16:00）", '{周一至周日: ["8:30-17:00"]}', True),
        ("周二至周日 9:00—17:00，周一闭馆", '{周二至周日: ["9:00-17:00"]}', True),
        ("工作时间", '{周一至周五: ["8:30-17:00"]}', True),
        ("周一至周六 8:30—17:00", '{周一至周五: ["8:30-17:00"]}', False),
        ("工作日 9:00—18:00", '{周一至周五: ["8:30-17:00"]}', False),
        ("每天 8:30—17:00", '{周一至周五: ["8:30-17:00"]}', False),
    ],
)
def test_hours_that_users_are_told_otherwise_are_a_note(hours: str, desk: str, same: bool) -> None:
    text = edited("weekdays: {}", f"weekdays: {desk}").replace('hours: ""', f'hours: "{hours}"')
    reading = read(text)
    assert reading.profile
    named = [fault for fault in reading.faults if "desk" in fault.message]
    assert [fault.stops for fault in named] == ([] if same else [False])
    assert all(hours in text.split("\n")[fault.line - 1] for fault in named)
