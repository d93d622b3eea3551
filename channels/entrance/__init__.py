"""What every request to the server is asked before anything of it is read."""
