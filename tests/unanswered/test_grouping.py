"""Messages that mean the same; a new one moves none."""

from collections.abc import Sequence

import numpy as np

from tests.unanswered.builders import message
from unanswered.grouping import group_id, group_messages
from understanding.encoder import Floats, sentence_encoder


class Meaning:
    """Texts about the same word mean the same."""

    name = "meaning"

    def encode(self, texts: Sequence[str]) -> Floats:
        words = ("滑块", "证书", "发票")
        rows = [[float(word in text) for word in words] + [float(not any(w in text for w in words))] for text in texts]
        return np.array(rows, dtype=np.float32)


def groups(*texts: str) -> list[list[str]]:
    return [
        [message.text for message in group.messages]
        for group in group_messages([message(text) for text in texts], Meaning())
    ]


def test_the_same_after_normalizing_is_one_group() -> None:
    assert groups("滑块拖不动", "你好，滑块拖不动！！", "發票") == [["滑块拖不动", "你好，滑块拖不动！！"], ["發票"]]


def test_near_ones_join_the_nearest_leader_and_others_begin_a_group() -> None:
    result = groups("滑块拖不动", "证书怎么打印", "滑块拖不了", "打印证书怎么弄", "发票")
    assert result == [["滑块拖不动", "滑块拖不了"], ["证书怎么打印", "打印证书怎么弄"], ["发票"]]


def test_the_same_words_about_something_else_are_another_group() -> None:
    assert groups("滑块拖不动了怎么办", "发票拖不动了怎么办") == [["滑块拖不动了怎么办"], ["发票拖不动了怎么办"]]


def test_new_messages_leave_the_groups_of_before_as_they_are() -> None:
    texts = ["滑块拖不动", "证书怎么打印", "滑块拖不了"]
    before, after = groups(*texts), groups(*texts, "滑块怎么拖不动", "证书打印", "发票", "滑块拖不动了")
    assert [[text for text in group if text in texts] for group in after[: len(before)]] == before


def test_an_id_is_made_of_the_leader_s_words() -> None:
    assert group_id("滑块拖不动") == group_id(" 滑块，拖不动！") != group_id("滑块拖不了")
    assert group_id("。。。") != group_id("？？")


def test_by_the_installed_encoder() -> None:
    asked = ["滑块验证总是失败", "证书在哪里打印", "滑块验证老是失败", "证书在哪打印啊", "今天天气怎么样"]
    result = group_messages([message(text) for text in asked], sentence_encoder())
    assert [len(group.messages) for group in result] == [2, 2, 1]


def test_without_an_encoder_characters_decide() -> None:
    asked = ["滑块验证总是失败", "滑块验证总失败", "证书在哪里打印"]
    assert [len(group.messages) for group in group_messages([message(text) for text in asked], None)] == [2, 1]
