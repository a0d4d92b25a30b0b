"""The description of the machine."""

import platform
from importlib.metadata import version

from tests.benchmarks.training_speed import machine


def test_the_machine_is_described_with_versions_and_thread_settings(monkeypatch):
    for name in machine.THREAD_VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("OMP_NUM_THREADS", "3")

    described = machine.describe()

    assert list(described)[:5] == ["processor", "cores", "memory", "system", "Python"]
    assert described["Python"] == platform.python_version()
    assert described["torch"] == version("torch")
    assert described["OMP_NUM_THREADS"] == "3"
    assert all(described.values())


def test_the_processors_name_is_read_where_linux_keeps_it(monkeypatch, tmp_path):
    (tmp_path / "cpuinfo").write_text("processor\t: 0\nmodel name\t: Made CPU 5\n\nmodel name\t: Made CPU 5\n")
    monkeypatch.setattr(machine, "Path", lambda _: tmp_path / "cpuinfo")

    assert machine.describe()["processor"] == "Made CPU 5"


def test_elsewhere_the_processors_name_is_pythons(monkeypatch, tmp_path):
    monkeypatch.setattr(machine, "Path", lambda _: tmp_path / "missing")
    monkeypatch.setattr(platform, "processor", lambda: "arm")

    assert machine.describe()["processor"] == "arm"


def test_the_description_fits_into_a_sentence():
    described = {
        **{"processor": "Made CPU 5", "cores": "2 physical, 4 logical", "memory": "8 GiB", "system": "Linux 6, x86_64"},
        **{"Python": "3.11.7", "torch": "2.13.0"},
    }

    assert machine.in_a_line(described) == (
        "Made CPU 5, 2 physical, 4 logical, 8 GiB, Linux 6, x86_64; Python 3.11.7, torch 2.13.0."
    )
