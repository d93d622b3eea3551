"""The WeChat official account (公众号) as a channel: pushes come in, replies and customer-service messages go out."""
