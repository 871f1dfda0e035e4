"""Mathematics that several topics of linear algebra use."""
