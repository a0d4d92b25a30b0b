"""Keras 3 on both ways: its model files written and read, its source read; Keras itself is not needed for it."""
