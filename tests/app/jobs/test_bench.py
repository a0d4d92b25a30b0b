"""The bench: which series is shown, and what another file or a failed one leaves as it was."""

import threading

import numpy as np
import pytest

from tests.app import scripted
from workbench.app.work import jobs
from workbench.core.errors import DataError, ExportError, StorageError, WorkbenchError
from workbench.core.experiment import FileSource, SampleSource
from workbench.core.layers import GRU
from workbench.core.series import Series
from workbench.core.sources.groups import spans_of

WAIT_S = 20


def csv_file(folder, name="flow.csv", rows=200, content=None):
    """Write a file with the columns level and flow; flow counts the rows."""
    lines = ["date,level,flow"]
    days = np.datetime64("2020-01-01") + np.arange(rows)
    lines += [f"{day},{row % 7},{row}" for row, day in enumerate(days)]
    path = folder / name
    path.write_bytes(content if content is not None else ("\n".join(lines) + "\n").encode())
    return path


def open_file(bench, path):
    bench.open_data(FileSource(path=str(path)))


def wait_for_series(qtbot, bench, name):
    qtbot.waitUntil(lambda: bench.series is not None and bench.series.name == name)


def wait_for_reader(qtbot, bench):
    qtbot.waitUntil(lambda: not bench.reader.is_busy)


@pytest.fixture
def ready(qtbot, bench):
    """A bench that shows its sample."""
    bench.want_series()
    wait_for_series(qtbot, bench, "seattle-temps")
    return bench


@pytest.fixture
def readings(monkeypatch):
    """Every source that was read, in order."""
    read, sources = scripted.read_series, []

    def counted(data, reading):
        sources.append(data.source)
        yield from read(data, reading)

    monkeypatch.setattr("workbench.app.work.readings.read_series", counted)
    return sources


@pytest.fixture
def slow(monkeypatch):
    """Reading waits, file by file, until the test opens its gate."""
    read, gates = scripted.read_series, {}

    def waiting(data, reading):
        name = data.source.path.rsplit("/", 1)[-1] if isinstance(data.source, FileSource) else data.source.name
        gates.setdefault(name, threading.Event()).wait(WAIT_S)
        yield from read(data, reading)

    def gate(name):
        return gates.setdefault(name, threading.Event())

    monkeypatch.setattr("workbench.app.work.readings.read_series", waiting)
    yield gate
    for one in gates.values():
        one.set()


def test_the_series_of_the_experiment_is_read_once_and_shown(qtbot, bench, readings):
    heard = []
    bench.series_changed.connect(lambda: heard.append(bench.series))

    bench.want_series()
    bench.want_series()
    wait_for_series(qtbot, bench, "seattle-temps")

    assert readings == [SampleSource(name="seattle-temps")]
    assert heard == [None, bench.series]


def test_another_file_brings_its_columns_and_keeps_layers_and_training(qtbot, ready, tmp_path):
    path = csv_file(tmp_path)
    mine = ready.experiment.with_layers(GRU(units=7)).with_settings("training", epochs=9)
    ready.document.start(mine)

    open_file(ready, path)
    wait_for_series(qtbot, ready, "flow.csv")

    assert ready.experiment.data.targets == ("flow",)
    assert ready.experiment.data.source == FileSource(path=str(path))
    assert ready.experiment.layers == mine.layers
    assert ready.experiment.training == mine.training


def test_the_rows_of_a_group_are_sorted_once(qtbot, ready, tmp_path, monkeypatch):
    days = np.datetime64("2020-01-01") + np.arange(60)
    rows = "".join(f"{day},{shop},{row}\n" for row, day in enumerate(days) for shop in ("b", "a"))
    path = csv_file(tmp_path, "shops.csv", content=f"date,shop,sales\n{rows}".encode())
    take, sortings = Series.take, []

    def counted(series, wanted):
        sortings.extend(len(series) for _ in range(isinstance(wanted, np.ndarray)))
        return take(series, wanted)

    monkeypatch.setattr(Series, "take", counted)
    open_file(ready, path)
    wait_for_series(qtbot, ready, "shops.csv")

    assert ready.experiment.data.group == "shop"
    assert [span.start for span in spans_of(ready.series, "shop")] == [0, 60]
    assert sortings == [120]


def test_opening_another_file_is_one_step_with_its_name(qtbot, ready, tmp_path):
    before = ready.experiment

    open_file(ready, csv_file(tmp_path))
    wait_for_series(qtbot, ready, "flow.csv")

    assert ready.document.undo_stack.count() == 1
    assert ready.document.undo_label() == "open flow.csv"
    ready.document.undo_stack.undo()
    assert ready.experiment == before


def test_undo_brings_the_former_data_back_at_once_and_without_reading_it_again(qtbot, ready, readings, tmp_path):
    first = ready.series
    open_file(ready, csv_file(tmp_path))
    wait_for_series(qtbot, ready, "flow.csv")
    second = ready.series

    ready.document.undo_stack.undo()
    assert ready.series is first
    ready.document.undo_stack.redo()
    assert ready.series is second

    assert [type(source) for source in readings] == [FileSource]


def test_the_same_file_opened_again_is_read_again(qtbot, ready, tmp_path):
    path = csv_file(tmp_path)
    open_file(ready, path)
    wait_for_series(qtbot, ready, "flow.csv")
    csv_file(tmp_path, rows=300)

    open_file(ready, path)
    qtbot.waitUntil(lambda: len(ready.series) == 300)

    assert ready.document.undo_stack.count() == 1


BAD_FILES = {
    "missing": (None, StorageError, "could not be read"),
    "empty": (b"", DataError, "bad.csv is empty."),
    "header only": (b"date,flow\n", DataError, "bad.csv has a header but no rows."),
    "no numbers": (b"name,word\na,b\nc,d\n", DataError, "bad.csv has no column of numbers."),
}


@pytest.mark.parametrize("kind", BAD_FILES)
def test_a_file_that_cannot_be_used_leaves_experiment_and_series_as_they_were(qtbot, ready, told, tmp_path, kind):
    content, error, words = BAD_FILES[kind]
    path = tmp_path / "bad.csv"
    if content is not None:
        path.write_bytes(content)
    before, series = ready.experiment, ready.series

    open_file(ready, path)
    qtbot.waitUntil(lambda: bool(told))

    assert ready.experiment is before
    assert ready.series is series
    assert ready.document.is_saved
    (refused,) = told
    assert type(refused) is error
    assert words in refused.what
    assert refused.hint


@pytest.mark.parametrize("kind", ["missing", "no numbers"])
def test_a_bad_file_named_at_the_start_leaves_the_sample_on_show(qtbot, bench, told, tmp_path, kind):
    content, _, words = BAD_FILES[kind]
    path = tmp_path / "bad.csv"
    if content is not None:
        path.write_bytes(content)

    bench.want_series()  # what the window does once it is painted
    open_file(bench, path)
    qtbot.waitUntil(lambda: bool(told))
    wait_for_series(qtbot, bench, "seattle-temps")

    assert words in told[0].what
    assert bench.experiment.data.source == SampleSource(name="seattle-temps")


def test_after_a_bad_file_a_good_one_can_be_opened(qtbot, ready, told, tmp_path):
    open_file(ready, csv_file(tmp_path, "bad.csv", content=b""))
    qtbot.waitUntil(lambda: bool(told))

    open_file(ready, csv_file(tmp_path))
    wait_for_series(qtbot, ready, "flow.csv")

    assert len(told) == 1


def test_an_experiment_whose_file_is_gone_shows_why_and_no_series(qtbot, ready, told, tmp_path):
    gone = ready.experiment.with_settings("data", source=FileSource(path=str(tmp_path / "gone.csv")))

    ready.document.start(gone)
    qtbot.waitUntil(lambda: bool(told))

    assert ready.series is None
    assert "gone.csv could not be read" in ready.series_error.what


def test_a_slow_reading_that_nobody_waits_for_any_more_is_ignored(qtbot, ready, slow, told, tmp_path):
    open_file(ready, csv_file(tmp_path, "slow.csv"))
    open_file(ready, csv_file(tmp_path, "quick.csv"))
    slow("quick.csv").set()
    slow("slow.csv").set()
    wait_for_series(qtbot, ready, "quick.csv")
    wait_for_reader(qtbot, ready)

    assert ready.series.name == "quick.csv"
    assert [ready.document.undo_stack.text(at) for at in range(ready.document.undo_stack.count())] == ["open quick.csv"]
    assert told == []


def test_a_slow_failure_that_nobody_waits_for_any_more_is_not_told(qtbot, ready, slow, told, tmp_path):
    open_file(ready, csv_file(tmp_path, "slow.csv", content=b""))
    ready.open_data(SampleSource(name="nile"))
    slow("slow.csv").set()
    slow("nile").set()
    wait_for_series(qtbot, ready, "nile")
    wait_for_reader(qtbot, ready)

    assert told == []


def test_changing_a_setting_while_a_file_is_read_does_not_call_the_reading_off(qtbot, ready, slow, tmp_path):
    open_file(ready, csv_file(tmp_path, "slow.csv"))

    ready.document.change(ready.experiment.with_settings("training", epochs=9), "fewer epochs")
    slow("slow.csv").set()
    wait_for_series(qtbot, ready, "slow.csv")

    assert ready.experiment.data.targets == ("flow",)
    assert ready.experiment.training.epochs == 9
    assert ready.document.undo_stack.count() == 2


def test_undoing_to_other_data_while_a_file_is_read_calls_the_reading_off(qtbot, ready, slow, tmp_path):
    first = ready.series
    slow("nile").set()
    ready.open_data(SampleSource(name="nile"))
    wait_for_series(qtbot, ready, "nile")

    open_file(ready, csv_file(tmp_path, "slow.csv"))
    ready.document.undo_stack.undo()
    slow("slow.csv").set()
    wait_for_reader(qtbot, ready)

    assert ready.series is first
    assert ready.experiment.data.source == SampleSource(name="seattle-temps")


def test_a_file_that_grows_while_it_is_read_is_shown_all_the_same(qtbot, ready, slow, tmp_path):
    path = csv_file(tmp_path, "log.csv")
    ready.document.start(ready.experiment.with_settings("data", source=FileSource(path=str(path)), targets=("flow",)))

    csv_file(tmp_path, "log.csv", rows=300)
    slow("log.csv").set()
    wait_for_series(qtbot, ready, "log.csv")

    assert len(ready.series) == 300


def test_an_option_of_reading_reads_the_file_again(qtbot, ready, readings, tmp_path):
    path = tmp_path / "comma.csv"
    path.write_text("flow;level\n" + "\n".join(f"{row},5;{row}" for row in range(60)))
    open_file(ready, path)
    wait_for_series(qtbot, ready, "comma.csv")
    data = ready.experiment.data

    ready.document.change(
        ready.experiment.with_settings("data", options=data.options.model_copy(update={"decimal": "."})), "a point"
    )
    assert ready.series is None  # the old numbers are not shown as if they were the new ones
    qtbot.waitUntil(lambda: ready.series is not None)

    assert len(readings) == 2
    assert "flow" in ready.series.left_out


def test_only_the_last_few_series_are_kept_in_memory(qtbot, ready, tmp_path):
    for number in range(8):
        open_file(ready, csv_file(tmp_path, f"{number}.csv"))
        wait_for_series(qtbot, ready, f"{number}.csv")

    assert len(ready.readings._known) <= 4


def test_training_before_the_series_is_there_says_so(bench):
    with pytest.raises(WorkbenchError, match="still being read"):
        bench.train()


def test_a_run_has_the_settings_of_its_beginning(qtbot, ready, script):
    before = ready.experiment
    ready.train()

    ready.document.change(before.with_settings("training", epochs=9), "fewer epochs")
    script.end()
    qtbot.waitUntil(lambda: not ready.trainer.is_busy)

    assert ready.run.experiment is before
    assert script.began == [(before, ready.series)]


def test_a_run_that_fails_is_told_and_is_over(qtbot, ready, script, told):
    ready.train()
    script.tell(scripted.started(ready.experiment, ready.series))
    script.fail(DataError("The data does not fit.", hint="Choose another."))
    qtbot.waitUntil(lambda: not ready.trainer.is_busy)

    assert ready.run.state == "failed"
    assert not ready.is_training
    assert [error.what for error in told] == ["The data does not fit."]


def test_states_of_a_run_are_told_apart_from_its_news(qtbot, ready, script):
    states = []
    ready.run_state_changed.connect(lambda: states.append(ready.run.state))
    begun = scripted.started(ready.experiment, ready.series)

    ready.train()
    script.tell(begun, scripted.batch(1, 1), scripted.batch(1, 2), scripted.epoch(1, probe=begun.probe))
    script.end(scripted.finished(ready.experiment, ready.series))
    qtbot.waitUntil(lambda: not ready.trainer.is_busy)

    assert states == ["waiting", "running", "finished"]


def test_a_model_brings_its_settings_in_one_step(qtbot, ready, script, tmp_path):
    from workbench.engine.runs import ModelOpened

    other = ready.experiment.with_settings("windows", timesteps=12, horizon=3)
    measures = scripted.evaluation(other, ready.series)
    ready.open_model(tmp_path / "a.seqmodel")
    script.end(ModelOpened(scripted.model(other, ready.series, measures), ready.series, measures))
    qtbot.waitUntil(lambda: not ready.trainer.is_busy)

    assert ready.experiment == other
    assert ready.document.undo_label() == "open a.seqmodel"
    assert ready.run.evaluation is measures


def test_a_model_that_cannot_be_opened_leaves_the_run_with_its_model(qtbot, ready, script, told, tmp_path):
    ready.train()
    script.end(scripted.finished(ready.experiment, ready.series))
    qtbot.waitUntil(lambda: not ready.trainer.is_busy)
    before, run = ready.experiment, ready.run

    ready.open_model(tmp_path / "damaged.seqmodel")
    script.fail(ExportError("damaged.seqmodel is damaged.", hint="Save it again."))
    qtbot.waitUntil(lambda: not ready.trainer.is_busy)

    assert [error.what for error in told] == ["damaged.seqmodel is damaged."]
    assert ready.experiment is before
    assert ready.run is run
    assert ready.run.model is not None


def test_the_jobs_give_plain_values_for_what_cannot_be_read(tmp_path):
    from workbench.core.experiment import DataSpec

    data = DataSpec(source=FileSource(path=str(tmp_path / "gone.csv")))
    (event,) = jobs.read_series(data, jobs.Reading(data))

    assert isinstance(event, jobs.SeriesUnread)
    assert isinstance(event.error, StorageError)
