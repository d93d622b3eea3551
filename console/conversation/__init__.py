"""One conversation at the desk: reading it, writing replies, files, and the staff form."""
