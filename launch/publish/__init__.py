"""Publishing: puts the owner's edits into service without a stop, records each publication, and can roll back."""
