"""The recurrent layers: what one step computes, and how a whole window is run.

Read them in this order: ``cells.py`` (the equations of one step), ``reference.py`` (a window, step by step),
``layer.py`` (directions, dropouts, states), ``paths.py`` (which of three ways runs a window, and why), and
then the fast way itself: ``compiled.py`` (the gradients, derived), ``kernels.py`` (its loops) and ``arithmetic.py``
(what these are made of).
"""

from workbench.engine.recurrent.cells import Cell, GRUCell, LSTMCell, SimpleRNNCell, States
from workbench.engine.recurrent.layer import Recurrent

__all__ = ["Cell", "GRUCell", "LSTMCell", "Recurrent", "SimpleRNNCell", "States"]
