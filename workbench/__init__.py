"""Sequence Workbench: recurrent networks on your own time series."""

__version__ = "0.1.0"
