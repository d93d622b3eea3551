"""RULES: all routes of the API, each with the lowest role that may use it."""

from console.accounts import managing, own_password, signing_in
from console.answers import finding
from console.conversation import attachments, form, talking
from console.figures import counting
from console.http.serving import Rule
from console.inbox import taking
from console.live import stream, user_presence

RULES = (
    Rule("POST", "/api/sign-in", "anybody", signing_in.sign_in),
    Rule("GET", "/api/invitations/{token}", "anybody", signing_in.invitation),
    Rule("POST", "/api/invitations/{token}", "anybody", signing_in.join),
    Rule("POST", "/api/sign-out", "reader", signing_in.sign_out),
    Rule("GET", "/api/me", "reader", signing_in.me),
    Rule("POST", "/api/me/password", "reader", own_password.change),
    Rule("POST", "/api/presence", "agent", signing_in.presence),
    Rule("POST", "/api/heartbeat", "reader", signing_in.heartbeat),
    Rule("GET", "/api/events", "reader", stream.events),
    Rule("GET", "/api/tickets", "reader", taking.list_requests),
    Rule("POST", "/api/tickets/next", "agent", taking.take_next),
    Rule("GET", "/api/tickets/{id}", "reader", talking.open_conversation),
    Rule("POST", "/api/tickets/{id}/claim", "agent", taking.claim),
    Rule("POST", "/api/tickets/{id}/give-back", "agent", taking.give_back),
    Rule("POST", "/api/tickets/{id}/transfer", "agent", taking.transfer),
    Rule("POST", "/api/tickets/{id}/close", "agent", taking.close),
    Rule("POST", "/api/tickets/{id}/presence", "agent", user_presence.presence),
    Rule("POST", "/api/tickets/{id}/seen", "agent", talking.mark_seen),
    Rule("POST", "/api/tickets/{id}/messages", "agent", talking.say),
    Rule("POST", "/api/tickets/{id}/pictures", "agent", attachments.send),
    Rule("GET", "/api/tickets/{id}/files/{file}", "reader", attachments.show_attachment),
    Rule("POST", "/api/tickets/{id}/answer", "agent", talking.answer),
    Rule("GET", "/api/tickets/{id}/suggestions", "agent", talking.suggestions),
    Rule("POST", "/api/tickets/{id}/form/ask", "agent", form.ask),
    Rule("POST", "/api/tickets/{id}/form/look", "agent", form.look),
    Rule("GET", "/api/answers", "reader", finding.search),
    Rule("GET", "/api/canned", "reader", finding.canned),
    Rule("POST", "/api/canned", "agent", finding.add_canned),
    Rule("DELETE", "/api/canned/{id}", "agent", finding.remove_canned),
    Rule("GET", "/api/agents", "reader", managing.agents),
    Rule("PATCH", "/api/agents/{id}", "admin", managing.change),
    Rule("POST", "/api/invitations", "admin", managing.invite),
    Rule("GET", "/api/figures", "reader", counting.show_figures),
    Rule("GET", "/api/figures.xlsx", "admin", counting.as_workbook),
    Rule("GET", "/api/audit", "admin", managing.audit),
)
