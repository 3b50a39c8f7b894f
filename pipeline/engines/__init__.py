"""The outside world: the only place that starts programs or loads models."""
