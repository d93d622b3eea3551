"""What of Rasa's and its SDK's own code is replaced, a module for each subject: what, why, and for which versions."""
