"""The report of a model: one page that says what was done, how good it is, and how to do it again."""
