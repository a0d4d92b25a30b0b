"""What computes: devices, processors, precision, memory, and chance."""
