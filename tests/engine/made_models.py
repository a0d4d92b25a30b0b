"""A model that was not trained: forecasts are as good for a test, and made in a moment."""

from tests.made_series import experiment_on, numbered
from workbench.core.preparing.prepared import prepare
from workbench.engine.model import Model, schema_of, weights_of
from workbench.engine.network import Network


def model_of(experiment=None, series=None):
    """Give a model with the first weights of its network."""
    experiment = experiment or experiment_on()
    series = numbered(200, experiment.data.inputs) if series is None else series
    prepared = prepare(series, experiment)
    return Model(
        experiment=experiment,
        weights=weights_of(Network(experiment)),
        input_scaler=prepared.input_scaler,
        target_scaler=prepared.target_scaler,
        schema=schema_of(series),
        metrics={"test": {"mae": 1.5, "mape": None}},
    )


def constant_model(outputs, **windows):
    """A model that forecasts the scaled ``outputs``, whatever it sees."""
    model = model_of(experiment_on(windows={"horizon": len(outputs), "normalisation": "none", **windows}))
    model.weights["output.kernel"][:] = 0
    model.weights["output.bias"][:] = outputs
    return model
