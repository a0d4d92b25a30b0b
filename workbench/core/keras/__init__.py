"""Keras 3 on both ways: its model file written and read, and its source read. Nothing of Keras is needed for any of it."""
