"""The agents' desk, a process of its own: Starlette serves its API and page (docs/design/desk.md).

server, app          the process, and the application with its tasks
routes               every route with the lowest role that may ask it
http                 session, role and errors of each request
accounts             accounts, sessions, invitations, the audit
inbox, conversation  lists of requests, claiming; what was said, and saying something
answers              finds the FAQ's answers by meaning; replies that agents keep
figures, live        figures and their workbook; delivery and hints to browsers
"""
