"""Where a claim is tried: random points, borders of formulas, special values of letters."""
