"""Tickets for tests."""

from actions.tickets.ticket import Ticket, TicketLine


def a_ticket(conversation: str = "someone", reason: str = "asked") -> Ticket:
    line = TicketLine("user", "2026-11-23T02:00:00+00:00", "转人工")
    return Ticket(
        conversation,
        "webchat",
        "2026-11-23T02:00:00+00:00",
        reason,
        "password",
        "password_recover",
        "unit",
        "济南",
        (line,),
    )
