"""The version of the model's equations; it stands in every link and export."""

MODEL_VERSION = "1.1"
