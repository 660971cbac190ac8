"""The views beside the overview: people, why, and how sure. Computed on release, never while a lever is dragged."""
