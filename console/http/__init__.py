"""HTTP layer of the desk: session cookie, permission, parsed request, error answers, headers."""
