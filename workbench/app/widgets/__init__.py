"""Pieces that cards and views are made of."""
