"""The part that thinks: opens no file, no socket, prints nothing."""
