"""How good a trained network is, how sure its forecasts are, and what it looks at."""
