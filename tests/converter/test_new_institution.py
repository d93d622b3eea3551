"""Content for another institution, from its FAQ alone."""

from pathlib import Path

import pytest
import yaml

from converter.__main__ import main
from owner import defaults, reading, sentences
from owner.defaults import OF_ROLES_AND_PLACES, TEMPLATE, profile_in
from owner.folder import ROOT
from owner.live import index_in
from owner.reading import read as read_profile
from owner.sentences import WITH_EITHER, WITH_PLACES
from tests.converter.real import PROFILE

ASKING = {**WITH_PLACES, **WITH_EITHER}

FAQ = """\
# 办证

1. 怎么办借书证、办证要带什么
回复：请带身份证。

2. 押金多少钱
回复：一百元。

# 借还

3. 能借几本
回复：五本。
"""


def new(folder: Path, text: str | bytes = FAQ) -> int:
    faq = folder / "their.txt"
    faq.write_bytes(text.encode() if isinstance(text, str) else text)
    return main(["new", "--content", str(folder / "content"), "--faq", str(faq)])


def test_it_can_be_converted_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = tmp_path / "content"
    assert new(tmp_path) == 0
    assert f"CONTENT={content} make run" in capsys.readouterr().out
    assert main(["--content", str(content)]) == 0
    output = capsys.readouterr()
    assert (output.err, output.out) == ("", "3 个问答条目，3 个不同的答案，已更新\n")
    titles = index_in((content / "generated/answers.json").read_text(encoding="utf-8")).titles
    assert [(title.topic_title, title.title) for title in titles.values()] == [
        ("办证", "怎么办借书证"), ("办证", "押金多少钱"), ("借还", "能借几本")
    ]  # fmt: skip
    assert [id_ for id_, text in titles.items() if text.top] == ["banzheng_jieshuzheng", "jiehai_jie"]
    catalog = yaml.safe_load((content / "source/catalog.yml").read_text(encoding="utf-8"))
    assert catalog["sections"] == {"办证": "banzheng", "借还": "jiehai"}


def test_without_headings_there_is_one_topic(tmp_path: Path) -> None:
    assert new(tmp_path, FAQ.replace("# 办证", "").replace("# 借还", "")) == 0
    assert main(["--content", str(tmp_path / "content")]) == 0


def test_a_file_of_windows_is_read(tmp_path: Path) -> None:
    assert new(tmp_path, FAQ.replace("\n", "\r\n").encode("gb18030")) == 0
    assert (tmp_path / "content/source/faq.txt").read_text(encoding="utf-8") == FAQ


def test_a_folder_with_files_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/mine.txt").write_text("x")
    assert new(tmp_path) == 1
    assert "换一个新的文件夹" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "content").iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("text", ["", "没有编号的一段话", b"\x00\x01"])
def test_what_is_no_faq_makes_no_folder(tmp_path: Path, text: str | bytes, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(tmp_path, text) == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert not (tmp_path / "content").exists()


def test_folder_and_file_must_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new"]) == 1
    assert "--content" in capsys.readouterr().err


def test_the_template_says_nothing_of_this_owner() -> None:
    assert read_profile(TEMPLATE.read_text(encoding="utf-8")).faults == ()
    text = "".join(file.read_text(encoding="utf-8") for file in (TEMPLATE, OF_ROLES_AND_PLACES))
    assert [word for word in ("学时", "专技", "继续教育", "山东", "用人单位", "地市") if word in text] == []


def test_a_place_in_no_list_stops_where_the_faq_has_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(tmp_path) == 0
    profile = tmp_path / "content/profile.yml"
    places = (PROFILE.read_text(encoding="utf-8")).split("\nplaces:\n")[1].split("\n\n")[0]
    places = places.replace("declaration_how", "jiehai_jie").replace("declaration_unavailable", "jiehai_jie")
    rows = {name: " ".join(f"{{{field}}}" for field in fields) for name, fields in ASKING.items()}
    sentences = "".join(f'  {name}: "好{row}"\n' for name, row in rows.items())
    text = profile.read_text(encoding="utf-8").replace("sentences:\n", f"sentences:\n{sentences}", 1)
    profile.write_text(f"{text}\nplaces:\n{places}\n".replace("[淄博, ", "["), encoding="utf-8")
    assert main(["--content", str(tmp_path / "content")]) == 1
    assert "“淄博”不在 supported、disputed、unsupported 的任何一个里" in capsys.readouterr().err


def test_an_older_profile_gets_the_program_s_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new(tmp_path) == 0
    content = tmp_path / "content"
    monkeypatch.setattr(sentences, "ALWAYS", {**sentences.ALWAYS, "weather": ()})
    monkeypatch.setattr(defaults, "default_sentences", lambda: {"weather": "{platform}没有天气。"})
    monkeypatch.setattr(reading, "default_sentences", defaults.default_sentences)
    capsys.readouterr()
    assert main(["--strict", "--content", str(content)]) == 0
    [note] = capsys.readouterr().err.splitlines()
    assert note.startswith("注意 ")
    assert "[profile-sentence] sentences 中没有“weather”，用程序自带的：“{platform}没有天气。”" in note
    served = profile_in((content / "generated/profile.json").read_text(encoding="utf-8"))
    assert served.sentence("weather") == "本平台没有天气。"
    file = content / "profile.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("most_asked: [", "most_asked: [gone, "), encoding="utf-8")
    assert main(["--strict", "--content", str(content)]) == 1
    assert capsys.readouterr().err.splitlines()[-1].startswith("1 个提醒：")


def test_a_heading_without_its_mark_is_named_before_anything_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new(tmp_path, FAQ.replace("# 借还", "【借还】")) == 1
    assert "their.txt:9: " in capsys.readouterr().err
    assert not (tmp_path / "content").exists()


def test_an_id_of_before_is_followed_wherever_it_stands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(tmp_path) == 0
    content = tmp_path / "content"
    catalog = content / "source/catalog.yml"
    text = catalog.read_text(encoding="utf-8").replace("id: jiehai_jie", "id: loan")
    text = text.replace("title: 押金多少钱", "title: 押金多少钱\n  related: [jiehai_jie]")
    catalog.write_text(f"{text}renamed: {{jiehai_jie: loan}}\n", encoding="utf-8")
    (content / "nlu").mkdir()
    examples = 'version: "3.1"\nnlu:\n- intent: faq/jiehai_jie\n  examples: |\n    - 一回能拿多少本\n'
    (content / "nlu/jiehai.yml").write_text(examples, encoding="utf-8")
    capsys.readouterr()
    assert main(["--content", str(content)]) == 0
    assert capsys.readouterr().err == ""
    index = index_in((content / "generated/answers.json").read_text(encoding="utf-8"))
    assert index.renamed == {"jiehai_jie": "loan"}
    assert index.titles["loan"].top
    assert [title.related for title in index.titles.values() if title.related] == [("loan",)]


def test_the_fresh_profile_points_to_pages_that_speak_of_it() -> None:
    text = (ROOT / "owner/new_profile.yml").read_text(encoding="utf-8")
    (line,) = (line for line in text.split("\n") if "写法见 docs/guide/" in line and "roles" in line)
    page = ROOT / line.split("写法见 ")[1].rstrip("。")
    assert "roles:" in page.read_text(encoding="utf-8")
