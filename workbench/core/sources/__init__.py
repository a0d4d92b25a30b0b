"""Where series come from: files, samples, pasted tables, other programs."""
