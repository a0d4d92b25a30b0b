"""The network of an experiment as source code that people can take elsewhere."""

from workbench.core.code.keras import keras_code
from workbench.core.code.pytorch import pytorch_code

__all__ = ["keras_code", "pytorch_code"]
