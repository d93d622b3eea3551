"""How long pictures are kept: from the closing of the last request, or from their sending."""

import pytest

from persistence.privacy.expired_attachments import expire_attachments
from persistence.privacy.expiry import expire
from persistence.privacy.retention import retention
from persistence.privacy.steps import Steps
from tests.persistence.privacy.kept import DAY, Kept


def expired(kept: Kept, days: float, *, dry_run: bool = False) -> int:
    return expire_attachments(Steps(kept.engine, lambda _: None), kept.now - days * DAY, dry_run=dry_run)


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
    kept: Kept, sent: float, asked: float | None, closed: float | None, goes: bool
) -> None:
    kept.picture("web-a", sent)
    if asked is not None:
        kept.ticket("web-a", asked, closed=closed)
    assert expired(kept, 30, dry_run=True) == int(goes)
    assert len(kept.rows("attachments")) == 1
    assert expired(kept, 30) == int(goes)
    assert len(kept.rows("attachments")) == int(not goes)


def test_never_longer_than_what_was_said(kept: Kept) -> None:
    """An open request goes as well, when it is old enough; its pictures with the next run."""
    kept.session("web-a", 200)
    kept.ticket("web-a", 200)
    kept.picture("web-a", 200)
    kept.picture("web-b", 1)
    steps = Steps(kept.engine, lambda _: None)
    for _ in range(2):
        expire(kept.engine, steps, kept.now - 180 * DAY, anonymise=True, attachments_before=kept.now - 30 * DAY)
    assert [row["conversation"] for row in kept.rows("attachments")] == ["web-b"]


def test_the_setting_is_thirty_days() -> None:
    assert retention().attachment_days == 30
