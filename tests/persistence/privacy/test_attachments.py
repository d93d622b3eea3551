"""How long pictures are kept: from the closing of the last request, or from their sending."""

import pytest

from persistence.privacy.expired_attachments import expire_attachments
from persistence.privacy.expiry import expire
from persistence.privacy.retention import retention
from persistence.privacy.steps import Steps
from tests.persistence.privacy.sample import DAY, SampleData


def expired(sample: SampleData, days: float, *, dry_run: bool = False) -> int:
    return expire_attachments(Steps(sample.engine, lambda _: None), sample.now - days * DAY, dry_run=dry_run)


@pytest.mark.parametrize(
    ("sent", "asked", "closed", "goes"),
    [
        (31, None, None, True),
        (29, None, None, False),
        (60, 60, None, False),
        (60, 60, 31, True),
        (60, 60, 29, False),
        (5, 60, 31, False),
    ],
)
def test_thirty_days_after_the_closing(
    sample: SampleData, sent: float, asked: float | None, closed: float | None, goes: bool
) -> None:
    sample.picture("web-a", sent)
    if asked is not None:
        sample.ticket("web-a", asked, closed=closed)
    assert expired(sample, 30, dry_run=True) == int(goes)
    assert len(sample.rows("attachments")) == 1
    assert expired(sample, 30) == int(goes)
    assert len(sample.rows("attachments")) == int(not goes)


def test_never_longer_than_what_was_said(sample: SampleData) -> None:
    """An open request goes as well, when it is old enough; its pictures with the next run."""
    sample.session("web-a", 200)
    sample.ticket("web-a", 200)
    sample.picture("web-a", 200)
    sample.picture("web-b", 1)
    steps = Steps(sample.engine, lambda _: None)
    for _ in range(2):
        expire(sample.engine, steps, sample.now - 180 * DAY, anonymise=True, attachments_before=sample.now - 30 * DAY)
    assert [row["conversation"] for row in sample.rows("attachments")] == ["web-b"]


def test_the_setting_is_thirty_days() -> None:
    assert retention().attachment_days == 30
