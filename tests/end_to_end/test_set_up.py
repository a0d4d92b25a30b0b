"""The script ``run`` installs what is missing, once, and says so where it cannot.

It is tried in a folder of its own, with stand-ins for Python, apt-get and their like: nothing is installed here.
"""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
REAL_TOOLS = ("basename", "cat", "cksum", "dirname", "env", "mktemp", "rm", "sed", "sh", "tail", "tr", "cp", "mkdir")
OFFLINE_PACKAGES = "libgl1 libegl1 libxkbcommon0 libfontconfig1 libglib2.0-0 libdbus-1-3"
WINDOW_PACKAGES = "libxcb-cursor0 libxkbcommon-x11-0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0"
COMPILER_PACKAGES = "g++ libpython3.11-dev"
EVERYTHING = f"{OFFLINE_PACKAGES} {WINDOW_PACKAGES} fonts-inter fonts-wqy-microhei xvfb xauth {COMPILER_PACKAGES}"

PYTHON = """#!/bin/sh
case "$*" in
*'sys.exit(sys.version_info'*) exit "${TOO_OLD:-0}" ;;
*'import ensurepip'*) exit "${NO_ENSUREPIP:-0}" ;;
*'import pip'*) exit "${NO_PIP:-0}" ;;
*'print('*) echo "3.11 ${PROGRAM:-here}"; exit ;;
--version) echo 'Python 3.11.2'; exit ;;
esac
echo "python in $PWD: $*" >>"$LOG"
case "$*" in
'-m venv --clear '*) mkdir -p "$4/bin"; cp "$0" "$4/bin/python" ;;
*pip*) exit "${PIP_FAILS:-0}" ;;
esac
"""
DPKG_QUERY = """#!/bin/sh
for name in "$@"; do
    case " $INSTALLED " in *" $name "*) printf 'installed:%s ' "$name" ;; esac
done
exit 1
"""
APT_CACHE = """#!/bin/sh
case " $KNOWN " in *" $2 "*) exit 0 ;; esac
exit 100
"""
RECORDED = """#!/bin/sh
echo "${0##*/} $*" >>"$LOG"
"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the script is for POSIX systems")


@dataclass
class Checkout:
    """A copy of ``run`` and what it calls."""

    folder: Path
    bin: Path
    log: Path

    def run(self, *arguments: str, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
        self.log.write_text("")
        return subprocess.run(
            ["/bin/sh", str(self.folder / "run"), *arguments],
            cwd=cwd or self.folder,
            env={"PATH": str(self.bin), "LOG": str(self.log), "INSTALLED": EVERYTHING, **environment},
            capture_output=True,
            text=True,
            timeout=600,
        )

    @property
    def calls(self) -> list[str]:
        return self.log.read_text().splitlines()

    def stand_in(self, name: str, script: str) -> None:
        path = self.bin / name
        path.write_text(script)
        path.chmod(path.stat().st_mode | stat.S_IXUSR)


@pytest.fixture
def checkout(tmp_path):
    folder, commands = tmp_path / "my checkout", tmp_path / "bin"
    folder.mkdir()
    commands.mkdir()
    for name in ("run", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    for name in REAL_TOOLS:
        found = shutil.which(name)
        assert found is not None
        (commands / name).symlink_to(found)
    made = Checkout(folder, commands, tmp_path / "log")
    made.stand_in("python3", PYTHON)
    made.stand_in("dpkg-query", DPKG_QUERY)
    made.stand_in("apt-get", RECORDED)
    made.stand_in("apt-cache", APT_CACHE)
    made.stand_in("id", "#!/bin/sh\necho ${USER_NUMBER:-0}\n")
    made.stand_in("uname", "#!/bin/sh\necho Linux\n")
    return made


def installed_by(calls):
    return [call.split(" -m pip install ")[1] for call in calls if " -m pip install " in call]


def test_every_script_can_be_parsed_and_started():
    for shell, script in (("sh", "run"), ("dash", "run"), ("bash", ".ci/run"), ("bash", ".ci/package")):
        if shutil.which(shell):
            assert subprocess.run([shell, "-n", ROOT / script], timeout=600).returncode == 0
        assert os.access(ROOT / script, os.X_OK)


def test_help_lists_every_word_and_installs_nothing(checkout):
    for arguments in ([], ["help"], ["--help"]):
        helped = checkout.run(*arguments)

        assert (helped.returncode, helped.stderr, checkout.calls) == (0, "", [])
        for word in ("app", "test", "check", "bench", "help"):
            assert f"\n  {word} " in helped.stdout


def test_an_unknown_word_is_a_mistake(checkout):
    told = checkout.run("tset")

    assert (told.returncode, checkout.calls) == (2, [])
    assert "no word tset" in told.stderr


def test_the_first_call_makes_the_environment_and_the_second_installs_nothing(checkout):
    first = checkout.run("test", "-k", "one test")
    venv, pip, pytest_call = checkout.calls

    assert first.returncode == 0
    assert venv.endswith(f"-m venv --clear {checkout.folder}/.venv")
    assert pip.endswith(f"--editable {checkout.folder}[test]")
    assert pytest_call == f"python in {checkout.folder}: -m pytest -k one test"
    assert "The first time takes minutes" in first.stderr

    second = checkout.run("test")

    assert (second.stderr, checkout.calls) == ("", [f"python in {checkout.folder}: -m pytest --numprocesses auto"])


def test_what_the_tests_need_is_enough_for_the_window_but_not_the_other_way_round(checkout):
    checkout.run("app")
    assert installed_by(checkout.calls)[0].endswith(f"--editable {checkout.folder}")

    checkout.run("test")
    assert installed_by(checkout.calls)[0].endswith("[test]")

    checkout.run("app")
    assert checkout.calls == [f"python in {checkout.folder}: -P -m workbench"]


def test_changed_requirements_are_installed(checkout):
    checkout.run("app")
    with (checkout.folder / "pyproject.toml").open("a") as file:
        file.write("# changed\n")

    checkout.run("app")

    assert len(installed_by(checkout.calls)) == 1
    assert not any(" -m venv " in call for call in checkout.calls)


def test_a_failed_installation_is_told_and_tried_again(checkout):
    checkout.run("app")
    requirements = checkout.folder / "pyproject.toml"
    before = requirements.read_text()
    requirements.write_text(f"{before}# changed\n")

    failed = checkout.run("app", PIP_FAILS="1")

    assert failed.returncode == 1
    assert "could not be installed" in failed.stderr
    assert not any("-m workbench" in call for call in checkout.calls)

    requirements.write_text(before)  # half of the changed ones may be there
    checkout.run("app")
    assert len(installed_by(checkout.calls)) == 1


def test_a_moved_checkout_gets_a_new_environment(checkout):
    checkout.run("app")
    checkout.folder = checkout.folder.rename(checkout.folder.with_name("moved"))

    checkout.run("app")

    assert checkout.calls[0].endswith(f"-m venv --clear {checkout.folder}/.venv")


def test_an_environment_made_by_hand_is_used_if_it_has_pip(checkout):
    (checkout.folder / ".venv" / "bin").mkdir(parents=True)
    shutil.copy(checkout.bin / "python3", checkout.folder / ".venv" / "bin" / "python")

    checkout.run("app", PIP_FAILS="1")
    assert not any(" -m venv " in call for call in checkout.calls)

    checkout.run("app", NO_PIP="1")
    assert any(" -m venv " in call for call in checkout.calls)
    assert len(installed_by(checkout.calls)) == 1


def test_a_program_that_was_installed_over_the_checkout_gives_way_to_it(checkout):
    checkout.run("app")

    checkout.run("app", PROGRAM="site-packages")

    assert len(installed_by(checkout.calls)) == 1
    assert not any(" -m venv " in call for call in checkout.calls)


def test_a_file_is_looked_for_where_the_person_stands(checkout, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    checkout.run("app", "series.csv", "--theme", "dark", cwd=elsewhere)

    assert checkout.calls[-1] == f"python in {elsewhere}: -P -m workbench ./series.csv --theme dark"

    checkout.run("app", "--offscreen", "--shot", "w.png", cwd=elsewhere)
    assert checkout.calls[-1] == f"python in {elsewhere}: -P -m workbench --offscreen --shot w.png"


def test_only_missing_packages_are_installed_by_the_names_of_the_release(checkout):
    there = EVERYTHING.replace("libglib2.0-0 ", "").replace("xauth", "")
    told = checkout.run("test", INSTALLED=there, KNOWN="libglib2.0-0t64", NO_ENSUREPIP="1")

    assert [call.split(" install ")[-1].split() for call in checkout.calls if call.startswith("apt-get")] == [
        ["apt-get", "-q", "update"],
        ["libglib2.0-0t64", "xauth", "python3-venv"],
    ]
    assert "libglib2.0-0t64 xauth python3-venv" in told.stderr

    checkout.run("test", INSTALLED=f"{there} libglib2.0-0t64", KNOWN="")
    assert [call for call in checkout.calls if call.startswith("apt-get")] == [
        "apt-get -q update",
        "apt-get -q -y --no-install-recommends -o DPkg::Lock::Timeout=300 install xauth",
    ]


def test_sudo_is_used_by_those_who_are_not_root(checkout):
    checkout.stand_in("sudo", '#!/bin/sh\necho "sudo $*" >>"$LOG"\nexec "$@"\n')
    checkout.run("app", INSTALLED=EVERYTHING.replace("libgl1", ""), USER_NUMBER="1000")

    assert "sudo apt-get -q update" in checkout.calls
    assert any(call.startswith("sudo env DEBIAN_FRONTEND=noninteractive apt-get ") for call in checkout.calls)


def test_without_root_and_sudo_it_says_what_is_missing_and_goes_on(checkout):
    told = checkout.run("app", INSTALLED=EVERYTHING.replace("libgl1", ""), USER_NUMBER="1000")

    assert told.returncode == 0
    assert "only root or sudo can install them: libgl1 " in told.stderr
    assert checkout.calls[-1].endswith("-m workbench")


def test_on_another_system_it_says_what_qt_needs_and_goes_on(checkout):
    (checkout.bin / "apt-get").unlink()
    told = checkout.run("app")

    assert told.returncode == 0
    assert "This system has no apt-get. Qt needs the libraries that Debian calls: libgl1 " in told.stderr
    assert checkout.run("app").stderr == ""


def test_an_old_python_is_refused_with_what_to_install(checkout):
    told = checkout.run("app", TOO_OLD="1")

    assert (told.returncode, checkout.calls) == (1, [])
    assert "Python 3.11 or newer is needed" in told.stderr


def test_bench_lists_its_modules_and_runs_one(checkout):
    folder = checkout.folder / "tests" / "benchmarks"
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text("")
    (folder / "start.py").write_text('"""Time to the first paint: ``python -m tests.benchmarks.start``."""\n')

    listed = checkout.run("bench")
    assert (listed.stdout, listed.stderr, checkout.calls) == ("start                Time to the first paint\n", "", [])

    assert checkout.run("bench", "strat").returncode == 2
    assert checkout.run("bench", "start").returncode == 0
    assert checkout.calls[-1] == f"python in {checkout.folder}: -m tests.benchmarks.start"
