"""Files larger than the memory: read by blocks into files that are mapped, not loaded."""
