import threading

import pytest

from workbench.core.stopping import StopToken


def test_a_new_token_lets_a_run_go_on():
    token = StopToken()

    assert token.ending is None
    assert not token.is_paused


def test_a_pause_lasts_until_it_is_resumed():
    token = StopToken()

    token.pause()
    paused = token.is_paused
    token.resume()

    assert paused
    assert not token.is_paused


@pytest.mark.parametrize("ending", ["keep", "discard"])
def test_a_stop_says_how_to_end_and_ends_a_pause(ending):
    token = StopToken()
    token.pause()

    token.stop(ending)

    assert token.ending == ending
    assert not token.is_paused


def test_a_pause_after_the_stop_is_too_late():
    token = StopToken()
    token.stop()

    token.pause()

    assert not token.is_paused


def test_a_stop_in_the_very_moment_of_a_pause_is_not_waited_out(monkeypatch):
    token = StopToken()
    clear = token._awake.clear
    monkeypatch.setattr(token._awake, "clear", lambda: (token.stop(), clear()))

    token.pause()
    token.wait_while_paused()  # would wait for ever

    assert token.ending == "keep"


@pytest.mark.parametrize("wake", [StopToken.resume, StopToken.stop])
def test_a_waiting_run_is_woken_from_another_thread(wake):
    token = StopToken()
    token.pause()
    run = threading.Thread(target=token.wait_while_paused)
    run.start()

    wake(token)
    run.join()

    assert not token.is_paused
