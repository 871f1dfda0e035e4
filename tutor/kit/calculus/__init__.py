"""Mathematics that several topics of calculus use."""
