"""Whether the claims of a trace form one line from its inputs to its goals."""
