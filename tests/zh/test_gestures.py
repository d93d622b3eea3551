import time
from collections.abc import Mapping
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from zh.fillers import to_the_point
from zh.gestures import GESTURES_FILE, Gesture, gesture

WORDS: Mapping[str, Any] = yaml.safe_load(GESTURES_FILE.read_text(encoding="utf-8"))
GROUPS = WORDS["thanks"], WORDS["others"]
NAMES = [f"[{name}]" for group in GROUPS for name in group["names"]]
CODES = [f"/:{code}" for group in GROUPS for code in group["codes"]]
MARKS = st.characters(whitelist_categories=["Po", "Ps", "Pe", "Pd", "Sm", "Sc"])


def read(text: str) -> Gesture | None:
    """Read a text as it comes through the channels, which take the slash's power away, and the pipeline."""
    return gesture(to_the_point(text).lstrip("/"))


@pytest.mark.parametrize("text", [*NAMES, *CODES, *WORDS["thanks"]["emoji"]])
def test_each_sticker_is_one_also_several_times(text: str) -> None:
    assert read(text)
    assert read(text * 3)
    assert read(f"{text} 👀")


@pytest.mark.parametrize(
    "text",
    [
        "👍",
        "👍🏻👍🏿",
        "👌",
        "🙏🙏🙏",
        "🌹",
        "❤️",
        "[强]",
        "[玫瑰][玫瑰]",
        "[OK]",
        "[Smile]",
        "[ThumbsUp][Rose]",
        "/:rose",
        "😂👍",
        "666👍",
    ],
)
def test_what_thanks(text: str) -> None:
    assert read(text) is Gesture.THANKS


@pytest.mark.parametrize(
    "text",
    ["😂", "👎", "[弱]", "/::~", "/:weak/:bye", "666", "66666666", "2333",
     "。", "。。。", "？？", "?!", "……", "~~~", "、、", "👩‍👩‍👧", "[旺柴][Emm]",
     "233", "哈哈", "哈哈哈哈", "呵呵。", "嘿嘿嘿", "T_T", "orz", "QAQ!!", "o.O", "(。・ω・。)", "(´；ω；`)", "(ಥ_ಥ)",
     "[Sob][Facepalm]", "🈶", "🈚🈚", "㊙️", "㊗️🎉", "🉐！", "🈲 🈯", "🈶👀"],
)  # fmt: skip
def test_other_gestures(text: str) -> None:
    assert read(text) is Gesture.OTHER


@given(st.text(st.sampled_from("😀🤣😭🐶🎉🏳🙄💯🇨🇳") | MARKS, min_size=1, max_size=20))
def test_emoji_and_punctuation_alone_are_gestures(text: str) -> None:
    found = to_the_point(text)
    assert gesture(found) or any(c.isalnum() for c in found)


@pytest.mark.parametrize(
    "text",
    ["", " ", "1", "66", "6661", "16662", "1️⃣", "①", "强", "玫瑰", "[证书]", "[图片]", "谢谢🌹",
     "ok", "怎么注册？", "怎么注册[玫瑰]", ":密码", "第666条", "a/:rose",
     "哈尔滨", "呵呵，登不上", "tat怎么办", "23", "2个", "smile", "OMG", "CXO_T", "🈶人吗", "有", "🈚法登录", "无"],
)  # fmt: skip
def test_words_are_no_gesture(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize("piece", ["[", "/:", "6", ":", "[强", "👍", "/::", "23", "]", "哈", "t_", "ω", "[smile"])
def test_the_longest_text_takes_no_time(piece: str) -> None:
    text = piece * 3000
    started = time.process_time()
    gesture(text)
    assert time.process_time() - started < 1
