"""What is set: the parts of an experiment, their checks, their files, and how two experiments differ."""
