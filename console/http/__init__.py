"""HTTP layer of the desk: session cookie, permission, parsed request, error answers, headers.

    async def canned(request: ConsoleRequest) -> Any: ...    # a handler; console/routes.py names it in a Rule

request            ConsoleRequest: agent, services and checked input
endpoint, problem  a Rule becomes an endpoint; errors become answers
cookies, headers   the session cookie and its CSRF token; security headers
"""
