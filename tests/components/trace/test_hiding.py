import pytest

from components.trace.hiding import hiding


@pytest.mark.parametrize("text", ["我的手机号是138 0013 8000,怎么改", "手机号138-0013-8000改不了"])
def test_no_piece_of_a_number_is_left_in_a_clause(text: str) -> None:
    hide = hiding(text)
    for piece in ("138", "0013", "8000", "13800138000", "0013,怎么改"):
        assert not any(group in hide(piece) for group in ("138", "0013", "8000"))


def test_all_else_stays() -> None:
    assert hiding("怎么打印2024年的证书")("打印2024年的证书") == "打印2024年的证书"
    assert hiding("手机号13800138000怎么改")("怎么改") == "怎么改"
