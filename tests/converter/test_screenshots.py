"""Which answers ask for a screenshot."""

import pytest

from converter.screenshots import asks_for_picture


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("请联系平台在线客服【转人工】后，将您申报页面的全部截图提供进行测试", True),
        ("将注册页面全部信息进行截图并转人工后提供。", True),
        ("请截屏后发给客服。", True),
        ("请截个图给我们。", True),
        ("不用截图，直接重新登录即可。", False),
        ("请勿上传证件截图。", False),
        ("不需要截图。如仍不行，请截图转人工。", True),
        ("请点击【注册】。", False),
        ("请按截止时间提交。", False),
    ],
)
def test_each(text: str, expected: bool) -> None:
    assert asks_for_picture(text) is expected
