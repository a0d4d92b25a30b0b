"""The PyTorch source is executed, gets our weights, and must give our numbers."""

import pytest
import torch

from tests.made_series import experiment_on
from workbench.core.code import pytorch_code
from workbench.core.layers import LSTM, Dense, SimpleRNN
from workbench.engine.learning.losses import loss_for
from workbench.engine.network import Network

NORMALISATIONS = ("none", "last", "mean_std", "last_std")
LOSSES = ("mse", "mae", "huber", "quantile", "gaussian_nll")
STACK = (Dense(units=3, activation="tanh"), LSTM(units=4, return_sequences=True), SimpleRNN(units=5))


def both_of(experiment):
    """Give our network with random weights, the one that the source makes with the same, and the source's loss."""
    ours = Network(experiment).eval()
    scope = {}
    exec(pytorch_code(experiment), scope)
    theirs = scope["Network"]().eval()
    with torch.no_grad():
        for parameter in ours.parameters():
            parameter.normal_(std=0.5)
        for parameter in theirs.parameters():
            parameter.zero_()  # of torch's two biases one stays zero
        for name, layer in [*ours.layers.items(), ("output", ours.output)]:
            target, cell = getattr(theirs, name), getattr(layer, "forward_cell", layer)
            recurrent = cell is not layer
            getattr(target, "weight_ih_l0" if recurrent else "weight").copy_(cell.kernel)
            getattr(target, "bias_ih_l0" if recurrent else "bias").copy_(cell.bias)
            if recurrent:
                target.weight_hh_l0.copy_(cell.recurrent_kernel)
    return ours, theirs, scope["loss_function"]


@pytest.mark.parametrize("normalisation", NORMALISATIONS)
@pytest.mark.parametrize("season", [None, 3])
@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("columns", [("a", "b", "c"), ("c", "a")], ids=len)
def test_the_source_gives_our_numbers_and_our_loss(normalisation, season, loss, columns):
    windows = {"normalisation": normalisation, "season": season, "horizon": 4, "gap": 2}
    experiment = experiment_on(
        columns, inputs=("a", "b", "c"), layers=STACK, windows=windows, loss=loss, huber_delta=0.3
    )
    ours, theirs, their_loss = both_of(experiment)
    x, y = torch.randn(6, 8, 3), torch.randn(6, 4, len(columns))

    with torch.no_grad():
        our_values, their_values = ours.distribution(x), theirs(x)

    values = their_values if experiment.training.values_per_target > 1 else their_values[..., None]
    torch.testing.assert_close(values, our_values, rtol=1e-5, atol=1e-5)
    torch.testing.assert_close(
        their_loss(their_values, y), loss_for(experiment.training)(our_values, y), rtol=1e-4, atol=1e-5
    )


def test_a_single_level_is_judged_as_the_forecast_it_is():
    experiment = experiment_on(layers=STACK, loss="quantile", quantiles=(0.5,), windows={"horizon": 2})
    ours, theirs, their_loss = both_of(experiment)
    x, y = torch.randn(6, 8, 1), torch.randn(6, 2, 1)

    assert theirs(x).shape == (6, 2, 1)
    torch.testing.assert_close(their_loss(theirs(x), y), loss_for(experiment.training)(ours.distribution(x), y))


def test_a_decoders_output_is_one_linear_layer_for_all_steps():
    from workbench.core.layers import GRU, RepeatVector

    stack = (LSTM(units=4), RepeatVector(n=5), GRU(units=3, return_sequences=True))

    code = pytorch_code(experiment_on(("a", "b"), layers=stack, windows={"horizon": 5}))

    assert "self.output = nn.Linear(3, 2)" in code
    assert "x = self.output(x).reshape(-1, 5, 2)" in code
