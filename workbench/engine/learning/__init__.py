"""Training: batches, losses, steps of the optimizer, and everything that it tells and keeps."""
