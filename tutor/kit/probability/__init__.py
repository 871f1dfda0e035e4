"""Mathematics that several topics of probability use."""
