"""Reasons for refusing a picture, with the sentence for its sender."""

from typing import Literal, NamedTuple

LARGEST = 8 * 1024 * 1024
"""Bytes of a picture as it is sent."""

MOST_PIXELS = 16_000_000
LONGEST_SIDE = 2_560
"""Pixels: above the first number a picture is refused, above the second it is made smaller."""

MOST_OF_A_DAY = 40
"""Of one conversation in 24 hours, from each side."""

Code = Literal[
    "too_large", "not_a_picture", "broken", "too_many_pixels", "nobody_asked", "too_many", "too_fast", "expired", "busy"
]


class AttachmentRefusal(NamedTuple):
    """The status of the response, and what is refused."""

    status: int
    code: Code

    @property
    def sentence(self) -> str:
        return SENTENCES[self.code]


SENTENCES: dict[Code, str] = {
    "too_large": "图片太大，请选择 8 MB 以内的图片。",
    "not_a_picture": "这个文件不是图片，请发送 PNG、JPEG 或 WebP 格式的图片。",
    "broken": "图片打不开，可能没有保存完整，请重新截图或换一张再发。",
    "too_many_pixels": "图片的尺寸太大，请截取需要的部分，或缩小后再发。",
    "nobody_asked": "图片由人工客服查看，请先点击“转人工”，再发送图片。",
    "too_many": "今天发送的图片太多了，请明天再发，或用文字说明。",
    "too_fast": "您发送得太快了，请稍等片刻再试。",
    "expired": "连接已失效，请刷新页面后再发送图片。",
    "busy": "现在暂时收不了图片，请稍后再试。",
}

TOO_LARGE = AttachmentRefusal(413, "too_large")
NOT_A_PICTURE = AttachmentRefusal(415, "not_a_picture")
BROKEN = AttachmentRefusal(422, "broken")
TOO_MANY_PIXELS = AttachmentRefusal(422, "too_many_pixels")
NOBODY_ASKED = AttachmentRefusal(409, "nobody_asked")
TOO_MANY = AttachmentRefusal(429, "too_many")
TOO_FAST = AttachmentRefusal(429, "too_fast")
EXPIRED = AttachmentRefusal(401, "expired")
BUSY = AttachmentRefusal(503, "busy")
