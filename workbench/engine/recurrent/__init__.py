"""The recurrent layers: what one step computes, and how a whole window is run."""

from workbench.engine.recurrent.cells import Cell, GRUCell, LSTMCell, SimpleRNNCell, States
from workbench.engine.recurrent.layer import Recurrent

__all__ = ["Cell", "GRUCell", "LSTMCell", "Recurrent", "SimpleRNNCell", "States"]
