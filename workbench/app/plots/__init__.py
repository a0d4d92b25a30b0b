"""Plots take arrays and hold no data of their own. Importing this package loads pyqtgraph."""
