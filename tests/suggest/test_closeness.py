"""What is far from an answer's own questions is about something else."""

import pytest

from suggest.closeness import LEAST, closeness
from suggest.content import TaughtAnswer
from understanding.encoder import sentence_encoder

INVOICE = TaughtAnswer("x", "发票抬头写错", "other", ("电子发票抬头写错了怎么改", "发票抬头开错了能换吗"), ())
CLOSE, FAR = "电子发票抬头写错了能改吗", "抬头点了没反应"


@pytest.mark.parametrize("with_encoder", [True, False])
def test_a_variation_is_close_and_a_carrier_around_a_piece_is_not(*, with_encoder: bool) -> None:
    result = closeness(INVOICE, [CLOSE, FAR], sentence_encoder() if with_encoder else None)
    assert result[CLOSE] >= LEAST > result[FAR]
    assert closeness(INVOICE, [], None) == {}
