"""Values and rules: the experiment, its data and its layers. No Qt, no torch."""
