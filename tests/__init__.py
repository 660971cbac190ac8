"""Tests: `unit` mirrors the source, `laws` hold on every pack, `browser` drives the real page."""
