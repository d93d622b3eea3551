from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zh.personal import Personal, find_personal, is_bank_card, is_identity_card, mask


def found(text: str) -> list[tuple[Personal, str]]:
    return [(kind, text[start:end]) for kind, start, end in find_personal(text)]


@pytest.mark.parametrize(
    "number",
    [
        "13800138000",
        "138 0013 8000",
        "138-0013-8000",
        "138　0013　8000",
        "138  0013  8000",
        "１３８００１３８０００",
        "+86 13800138000",
        "8613800138000",
        "008613800138000",
        "1 3 8 0 0 1 3 8 0 0 0",
        "138_0013_8000",
        "138/0013/8000",
        "138）00138000",
        "一三八零零一三八零零零",
        "幺三八 〇〇幺三 八〇〇〇",
    ],
)
def test_a_mobile_number_is_found_however_it_is_written(number: str) -> None:
    assert found(f"我的手机{number}收不到") == [(Personal.MOBILE, number)]


@pytest.mark.parametrize(
    "number",
    [
        "11010519491231002X",
        "11010519491231002x",
        "１１０１０５１９４９１２３１００２Ｘ",
        "110105 19491231 002X",
        "110105-19491231-002X",
        "110105491231002",
    ],
)
def test_an_identity_card_is_found_however_it_is_written(number: str) -> None:
    assert found(f"身份证{number}错了") == [(Personal.IDENTITY_CARD, number)]


@pytest.mark.parametrize(
    "number", ["6222021234567890128", "6222 0212 3456 7890 128", "4111111111111111", "４１１１１１１１１１１１１１１１"]
)
def test_a_bank_card_is_found_however_it_is_written(number: str) -> None:
    assert found(f"卡号{number}对吗") == [(Personal.BANK_CARD, number)]


@pytest.mark.parametrize(
    "address",
    [
        "a@b.cn",
        "zhang@单位.中国",
        "zhang@mail.单位.公司",
        "a@b.com.cn",
        "zh.san+x@mail.example.com",
        "123@qq.com",
        "a＠b.cn",
        "ａ＠ｂ．ｃｎ",
        "a @ b.cn",
    ],
)
def test_a_mail_address_is_found(address: str) -> None:
    assert found(f"发到{address}了") == [(Personal.MAIL, address)]


def test_the_check_digit_of_a_bank_card_decides() -> None:
    assert is_bank_card("4111111111111111")
    assert not is_bank_card("4111111111111112")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "4111111111111112",
        "41111111111111111111",
        "a@b",
        "@某人",
        "10086",
        "12800138000",
        "1380013800",
        "138001380001",
        "2023年11月13日",
        "90学时",
        "110105991331002",
        "订单20231113123456",
        "2021/01/01至2022/12/31",
        "一三五七九",
        "一三五七九一三五七九一二",
        "2021年一二三四五六七八九十",
        "写给a@某单位",
    ],
)
def test_other_numbers_are_nobody_s(text: str) -> None:
    assert found(text) == []


def test_several_are_found_in_order_and_do_not_overlap() -> None:
    text = "13800138000和110105 19491231 002x，还有13900139000"
    assert [kind for kind, _ in found(text)] == [Personal.MOBILE, Personal.IDENTITY_CARD, Personal.MOBILE]


def test_the_checksum_decides() -> None:
    assert is_identity_card("11010519491231002X")
    assert not is_identity_card("110105194912310021")
    assert not is_identity_card("")


@given(st.text(alphabet="0123456789xX１３ -一"))
def test_places_are_within_the_text_and_apart(text: str) -> None:
    places = [(start, end) for _, start, end in find_personal(text)]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert all(before[1] <= after[0] for before, after in pairwise(places))


GAPS = ["", " ", "  ", "-", "_", "\u3000", "－", "—", "‐", "−", ".", "·", "\n", "\u2009", "\u200b"]
NUMBERS = ["11010519491231002X", "110105491231002", "13800138000", "6222021234567890128"]
AROUND = st.text(alphabet="我的号码是，。：（）abc\n", max_size=8)


def hidden(text: str) -> set[int]:
    return {place for _, start, end in find_personal(text) for place in range(start, end)}


@given(st.sampled_from(NUMBERS), st.data(), AROUND, AROUND)
def test_a_number_is_found_in_any_width_and_grouping(number: str, data: st.DataObject, before: str, after: str) -> None:
    gaps = data.draw(st.lists(st.sampled_from(GAPS), min_size=len(number) - 1, max_size=len(number) - 1))
    written = "".join(
        (chr(ord(character) + 0xFEE0) if data.draw(st.booleans()) else character) + gap
        for character, gap in zip(number, [*gaps, ""], strict=True)
    )
    assert hidden(before + written + after) >= set(range(len(before), len(before + written)))


@given(st.sampled_from(NUMBERS), st.integers(0, 99), st.integers(0, 99))
def test_numbers_beside_it_hide_none(number: str, before: int, after: int) -> None:
    """A longer reading that fails the check must not swallow it; one that passes may."""
    text = f"{before} {number} {after}"
    begin = text.index(number, len(str(before)))
    assert hidden(text) >= set(range(begin, begin + len(number)))


@pytest.mark.parametrize("text", ["2 110105 19491231 002X", "1 6222 0212 3456 7890 128", "0 138 0013 8000 12"])
def test_a_digit_beside_a_number_in_groups_hides_none(text: str) -> None:
    assert len(hidden(text)) >= len(text.replace(" ", "")) - 3


@given(st.text(alphabet="0123456789xX-@. ab", max_size=40))
def test_what_is_masked_holds_nothing_more(text: str) -> None:
    """A text may pass through several guards."""
    assert mask(mask(text)) == mask(text)


def test_each_piece_becomes_what_it_was() -> None:
    text = "身份证11010519491231002X，手机13800138000，卡6222 0212 3456 7890 128，邮箱a.b@c.com。"
    assert mask(text) == "身份证【身份证号】，手机【手机号】，卡【银行卡号】，邮箱【邮箱】。"


def test_anything_else_stays() -> None:
    text = "我的学时是2023年的30个，编号20231234，能查吗"
    assert mask(text) == text
    assert mask("") == ""
