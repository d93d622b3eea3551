"""RULES: all routes of the API, each with the lowest role that may use it."""

from console.accounts import admin_handlers, password_handlers, session_handlers
from console.answers import answer_handlers
from console.conversation import attachment_handlers, conversation_handlers, form_handlers
from console.figures import figure_handlers
from console.http.endpoint import Rule
from console.inbox import ticket_handlers
from console.live import presence_handler, stream

RULES = (
    Rule("POST", "/api/sign-in", "anybody", session_handlers.sign_in),
    Rule("GET", "/api/invitations/{token}", "anybody", session_handlers.show_invitation),
    Rule("POST", "/api/invitations/{token}", "anybody", session_handlers.register),
    Rule("POST", "/api/sign-out", "reader", session_handlers.sign_out),
    Rule("GET", "/api/me", "reader", session_handlers.show_account),
    Rule("POST", "/api/me/password", "reader", password_handlers.change_password),
    Rule("POST", "/api/presence", "agent", session_handlers.set_presence),
    Rule("POST", "/api/heartbeat", "reader", session_handlers.heartbeat),
    Rule("GET", "/api/events", "reader", stream.events),
    Rule("GET", "/api/tickets", "reader", ticket_handlers.list_tickets),
    Rule("POST", "/api/tickets/next", "agent", ticket_handlers.take_next),
    Rule("GET", "/api/tickets/{id}", "reader", conversation_handlers.open_conversation),
    Rule("POST", "/api/tickets/{id}/claim", "agent", ticket_handlers.claim),
    Rule("POST", "/api/tickets/{id}/give-back", "agent", ticket_handlers.give_back),
    Rule("POST", "/api/tickets/{id}/transfer", "agent", ticket_handlers.transfer),
    Rule("POST", "/api/tickets/{id}/close", "agent", ticket_handlers.close),
    Rule("POST", "/api/tickets/{id}/presence", "agent", presence_handler.set_presence),
    Rule("POST", "/api/tickets/{id}/seen", "agent", conversation_handlers.mark_seen),
    Rule("POST", "/api/tickets/{id}/messages", "agent", conversation_handlers.send_message),
    Rule("POST", "/api/tickets/{id}/pictures", "agent", attachment_handlers.send_picture),
    Rule("GET", "/api/tickets/{id}/files/{file}", "reader", attachment_handlers.show_attachment),
    Rule("POST", "/api/tickets/{id}/answer", "agent", conversation_handlers.send_answer),
    Rule("GET", "/api/tickets/{id}/suggestions", "agent", conversation_handlers.list_suggestions),
    Rule("POST", "/api/tickets/{id}/form/ask", "agent", form_handlers.request_form),
    Rule("POST", "/api/tickets/{id}/form/look", "agent", form_handlers.show_form),
    Rule("GET", "/api/answers", "reader", answer_handlers.search_answers),
    Rule("GET", "/api/canned", "reader", answer_handlers.list_canned),
    Rule("POST", "/api/canned", "agent", answer_handlers.add_canned),
    Rule("DELETE", "/api/canned/{id}", "agent", answer_handlers.remove_canned),
    Rule("GET", "/api/agents", "reader", admin_handlers.list_agents),
    Rule("PATCH", "/api/agents/{id}", "admin", admin_handlers.change_account),
    Rule("POST", "/api/invitations", "admin", admin_handlers.invite),
    Rule("GET", "/api/figures", "reader", figure_handlers.show_figures),
    Rule("GET", "/api/figures.xlsx", "admin", figure_handlers.download_workbook),
    Rule("GET", "/api/audit", "admin", admin_handlers.show_audit),
)
