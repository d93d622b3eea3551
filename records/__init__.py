"""What is kept of conversations: Rasa's stores of trackers and locks. Runs in the Rasa process."""
