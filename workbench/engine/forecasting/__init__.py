"""Forecasts of a trained network, and the files they are written to."""
