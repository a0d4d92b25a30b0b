"""Series and experiment become what a network reads: columns, features, scalers, splits, windows."""
