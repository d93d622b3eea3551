"""Publishing: what the owner has edited goes to users without a stop, is recorded, and can be taken back."""
