"""What opens over the window and waits for an answer."""
