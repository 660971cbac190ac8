"""Builds country packs from published figures: ``python -m data.builder ZAF THA --sources DIR``.

The sources are not part of the repository and nothing at run time reads them. Every country goes through the same
stages (table, energy, people); what differs between countries stands in ``recipes/<ISO3>/*.toml``.
"""
