"""Where records live: the only place that speaks SQL."""
