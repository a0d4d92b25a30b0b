import torch

from tests.made_series import experiment_on
from workbench.core.layers import LSTM, Dense, Masking, RepeatVector, Segments, Shape
from workbench.engine.layers import build
from workbench.engine.machine.chance import Chance
from workbench.engine.network import Network

X = torch.arange(2 * 4 * 3, dtype=torch.float64).reshape(2, 4, 3)
PLAIN, MASKED = (LSTM(units=3),), (Masking(mask_value=-1.0), LSTM(units=3))


def made(spec):
    return build(spec, Shape(4, 3), Chance(1)).double()


def test_a_segment_holds_its_steps_side_by_side_the_oldest_first():
    out = made(Segments(n=2))(X)

    assert out.shape == (2, 2, 6)
    assert torch.equal(out[0, 1], torch.cat([X[0, 2], X[0, 3]]))


def test_a_vector_is_given_at_every_step():
    out = made(RepeatVector(n=5))(X[:, 0])

    assert out.shape == (2, 5, 3)
    assert all(torch.equal(out[:, step], X[:, 0]) for step in range(5))


def test_a_step_is_masked_only_where_all_its_features_have_the_value():
    x = X.clone()
    x[0, 1] = 7.0
    x[1, 2, :2] = 7.0

    out, counts = made(Masking(mask_value=7.0)).run(x)

    assert counts.tolist() == [[True, False, True, True], [True, True, True, True]]
    assert (out[0, 1] == 0).all()
    assert torch.equal(out[counts], x[counts])
    assert torch.equal(made(Masking(mask_value=7.0))(x), out)


def test_without_a_masked_step_there_is_no_mask():
    out, counts = made(Masking(mask_value=-1.0)).run(X)

    assert counts is None
    assert out is X


def networks(*stacks, timesteps=8):
    """Networks of several stacks with the same weights."""
    made = [
        Network(experiment_on(layers=stack, windows={"timesteps": timesteps, "normalisation": "none"})).double().eval()
        for stack in stacks
    ]
    weights = list(made[0].parameters())
    for network in made[1:]:
        with torch.no_grad():
            for ours, theirs in zip(network.parameters(), weights, strict=True):
                ours.copy_(theirs)
    return made


def test_masked_steps_change_no_forecast():
    masking, plain = networks(MASKED, PLAIN)
    x = torch.randn(3, 8, 1, dtype=torch.float64)
    longer = torch.cat([x[:, :3], torch.full((3, 2, 1), -1.0), x[:, 3:]], dim=1)

    torch.testing.assert_close(masking(longer), plain(x))
    torch.testing.assert_close(masking(x), plain(x))


def test_a_mask_ends_where_a_layer_gives_no_sequence():
    decoder = (LSTM(units=3), RepeatVector(n=4), LSTM(units=2), Dense(units=2))
    masking, plain = networks((Masking(mask_value=-1.0), *decoder), decoder)
    x = torch.randn(3, 8, 1, dtype=torch.float64)
    x[:, 4] = -1.0

    torch.testing.assert_close(masking(x), plain(torch.cat([x[:, :4], x[:, 5:]], dim=1)))


def test_running_with_states_skips_the_same_steps():
    masking, _ = networks((Masking(mask_value=-1.0), LSTM(units=3, return_state=True)), PLAIN)
    x = torch.randn(3, 8, 1, dtype=torch.float64)
    x[1, 2:5] = -1.0

    out, states = masking.run_with_states(x)

    assert torch.equal(out, masking(x))
    assert [tuple(state.shape) for state in states["lstm_1"]] == [(3, 3), (3, 3)]
