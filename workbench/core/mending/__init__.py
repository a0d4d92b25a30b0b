"""What is done about the clock and about missing values before anything is learnt: the same for every series."""
