"""How a model leaves the app: one file per format."""
