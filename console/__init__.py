"""The agents' desk: a separate process in which Starlette serves the API and the page (docs/design/desk.md).

server, app          the process, and the application with its tasks
routes               every route with the lowest role that may use it
http                 session, role and errors of each request
accounts             accounts, sessions, invitations, the audit
inbox, conversation  lists of requests and claiming; reading and writing messages
answers              search of the FAQ's answers by meaning; canned replies
figures, live        figures and their workbook; delivery to Rasa and hints to browsers
"""
