import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter import SourceError
from converter.decode import MAX_BYTES, MAX_LINE, decode, decode_whole, utf8

TEXT = "1. 怎么注册\n回复：点击【注册】按钮。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "gbk", "gb18030"])
def test_every_usual_encoding_gives_the_same_text(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


def test_big_endian_utf16_with_a_mark_is_read() -> None:
    assert decode(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be")) == TEXT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_read_if_it_is_chinese(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_line_end_becomes_a_newline(end: str) -> None:
    assert decode(TEXT.replace("\n", end).encode()) == TEXT


@pytest.mark.parametrize(
    ("data", "line", "message"),
    [
        (b"", 1, "空的"),
        (b" \n\t\r\n", 1, "空的"),
        ("\ufeff　\n".encode(), 1, "空的"),
        ("一\n二\n".encode() + b"\xff\xfe\xfd\n", 3, "既不是 UTF-8 也不是 GBK"),
        ("一\n二\n".encode() + "三四五六".encode("gbk"), 3, "既不是 UTF-8 也不是 GBK"),
        ("caf\xe9\n\xe0\xe8\xec na\xefve\n".encode("latin-1"), 1, "既不是 UTF-8 也不是 GBK"),
        (b"PK\x03\x04\n\x00\x00", 1, "这是 Word 或 Excel 文件"),
        (b"BM\x03\x04\n\x00\x00", 2, "空字节"),
        ("caf\xe9".encode("utf-16-le"), 1, "含有空字节，不是文本"),
        (TEXT.encode("utf-16")[:-1], 2, "文件可能不完整"),
        ("一\n二\x07".encode(), 2, "控制字符"),
        ("一\n二\x9f".encode(), 2, "控制字符"),
        ("一\n二\uffff".encode(), 2, "控制字符"),
        (("一\n" + "长" * (MAX_LINE + 1)).encode(), 2, "超过上限 10,000"),
        (b"a" * (MAX_BYTES + 1), 1, "超过上限 4,000,000 字节"),
    ],
)
def test_what_is_no_faq_text_is_refused_with_its_line(data: bytes, line: int, message: str) -> None:
    with pytest.raises(SourceError, match=message) as caught:
        decode(data)
    assert caught.value.line == line


LETTERS = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5) | st.sampled_from("：，。；0123456789abc【】😀")
LINES = st.lists(st.text(LETTERS, min_size=8, max_size=30).map(lambda line: f"{line}注册"), min_size=2, max_size=8)


@given(LINES, st.sampled_from([b"", codecs.BOM_UTF8]), st.sampled_from("一号字😀￥"), st.data())
def test_a_file_that_ends_within_a_character_is_cut_off(
    lines: list[str], mark: bytes, last: str, data: st.DataObject
) -> None:
    left = data.draw(st.integers(1, len(last.encode()) - 1))
    cut = mark + "\n".join(lines).encode() + last.encode()[:left]
    for read in (decode, decode_whole, *([] if mark else [utf8])):
        with pytest.raises(SourceError, match=r"文件在一个字的中间断了.*备份恢复") as caught:
            read(cut)
        assert caught.value.line == len(lines)


@given(LINES)
def test_one_of_gbk_is_as_well(lines: list[str]) -> None:
    whole = "\n".join(lines).replace("😀", "").replace("￥", "").encode("gbk", "ignore")
    with pytest.raises(SourceError, match="断了") as caught:
        decode(whole[:-1])
    assert caught.value.line == len(lines)


@given(
    LINES, st.sampled_from([b"\xff", b"\x80", b"\xc3", b"\xe4\xb8", b"\xf0\x9f", b"\xed\xa0\x80", b"\xa0"]), st.data()
)
def test_a_byte_that_does_not_belong_is_named_by_its_line(lines: list[str], stray: bytes, data: st.DataObject) -> None:
    number = data.draw(st.integers(0, len(lines) - 1))
    bad = [line.encode() for line in lines]
    place = data.draw(st.integers(0, len(lines[number])))
    bad[number] = lines[number][:place].encode() + stray + b" " + lines[number][place:].encode()
    for read in (decode, decode_whole, utf8):
        with pytest.raises(SourceError, match="这一行有坏掉的字节") as caught:
            read(b"\n".join([*bad, b""]))
        assert caught.value.line == number + 1


@given(LINES, st.sampled_from(["gbk", "gb18030"]))
def test_a_whole_file_of_gbk_is_never_taken_for_a_damaged_one(lines: list[str], encoding: str) -> None:
    text = "\n".join(line.replace("😀", "") for line in lines)
    assert decode(text.encode(encoding)) == text


def test_the_largest_allowed_file_is_read() -> None:
    line = b"a" * (MAX_LINE - 1) + b"\n"
    assert len(decode(line * (MAX_BYTES // MAX_LINE))) == MAX_BYTES


@given(st.binary())
def test_arbitrary_bytes_are_text_or_one_source_error(data: bytes) -> None:
    try:
        text = decode(data)
    except SourceError as error:
        assert 1 <= error.line <= len(data) + 1
    else:
        assert "\r" not in text
        assert "\0" not in text


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cn", "Zl", "Zp"]), min_size=1))
def test_any_printable_text_survives(text: str) -> None:
    if text.strip():
        assert decode(b"\xef\xbb\xbf" + text.encode()) == text
