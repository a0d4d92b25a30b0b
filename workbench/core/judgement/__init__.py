"""What forecasts are worth: measures, baselines' rivals, certainty, the verdict."""
