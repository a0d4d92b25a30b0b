"""What the window works on: the series, the run, and the jobs that change them."""
