"""LaTeX formulas to SVG, by MathJax in an embedded JavaScript engine."""
