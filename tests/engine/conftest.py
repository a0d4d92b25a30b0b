"""The engine's tests all need torch; it is loaded once, here."""

import pytest
import torch

from workbench.engine.machine.devices import Device


@pytest.fixture
def cpu():
    return Device("cpu", True, "always there")


@pytest.fixture(autouse=True)
def _same_chance():
    torch.manual_seed(0)
