from tests.fuzz.reading import main


def test_some_hundred_hostile_files_end_in_a_table_a_question_or_an_error_of_ours(capsys):
    failures = main(250, seed=7)

    assert failures == 0, capsys.readouterr().out
