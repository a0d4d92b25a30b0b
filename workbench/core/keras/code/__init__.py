"""Keras source as people paste it, parsed and never run."""
