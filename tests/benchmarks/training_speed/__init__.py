"""The parts of the training benchmark: what is trained, by whom, how it is timed, and what is made of the times."""
