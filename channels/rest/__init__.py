"""The assistant over plain HTTP, for other programs (docs/design/rest.md).

input, output  RestInput, which credentials.yml names; the replies of one request
packet         reads a request: sender, message, metadata
"""
