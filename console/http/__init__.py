"""What each request goes through: who asks, whether they may, and what they get."""
