"""Mathematics that several topics of statistics use."""
