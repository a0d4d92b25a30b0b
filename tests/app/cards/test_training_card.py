"""The training card: settings that cannot work together are told where they stand."""

from tests.app.person import click, seen, type_words
from workbench.app.widgets.notice import Notice


def test_fewer_epochs_than_the_warm_up_has_are_told_with_the_repair(window):
    window.document.change(window.document.experiment.with_settings("training", warmup=5), "set Warm-up")
    card = window.left.training

    type_words(card.form.editor("epochs"), 3)

    (notice,) = seen(card, Notice)
    assert notice.words.text().startswith("The warm-up must be shorter than the training: 5 against 3 epochs")
    assert not window.actions_by_name["train"].isEnabled()
    click(notice.button)
    training = window.document.experiment.training
    assert (training.epochs, training.warmup) == (3, 0)
    assert seen(card, Notice) == []
    assert window.actions_by_name["train"].isEnabled()
