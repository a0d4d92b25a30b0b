import numpy as np

from workbench.core.baselines import last_values
from workbench.core.experiment import WindowSpec
from workbench.core.windows import cut_windows


def test_tomorrow_equals_the_last_step_of_each_past():
    targets = np.arange(20.0)[:, None]
    scaled = targets.astype(np.float32)
    windows = cut_windows(scaled, scaled, WindowSpec(timesteps=4, gap=2, horizon=3, stride=5), range(20))

    assert last_values(targets, windows)[:, :, 0].tolist() == [[3, 3, 3], [8, 8, 8], [13, 13, 13]]


def test_no_samples_have_no_forecasts():
    targets = np.zeros((3, 2))
    windows = cut_windows(targets.astype(np.float32), targets.astype(np.float32), WindowSpec(), range(3))

    assert last_values(targets, windows).shape == (0, 1, 2)
