"""What an expression is worth at a point: exactly, in digits, and by a second opinion."""
