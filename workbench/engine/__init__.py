"""Networks and their training, in torch. No Qt."""
