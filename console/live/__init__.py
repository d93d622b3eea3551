"""What the browsers and the Rasa server are told while it happens."""
