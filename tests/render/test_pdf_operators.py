"""Drawings as operators of PDF: what is not understood is refused, curves keep their places."""

from __future__ import annotations

import pytest

from tutor.render.pdf_operators import compile_svg, path_operators


@pytest.mark.parametrize(
    "svg",
    [
        '<circle r="1"/>',
        '<g transform="skewX(3)"/>',
        '<path d="m 1 2 l 3 4"/>',
        '<svg x="0" y="0" width="2" height="2" viewBox="0 0 1 1"/>',
    ],
)
def test_svg_that_is_not_understood_is_not_left_out(svg: str) -> None:
    whole = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{svg}</svg>'
    with pytest.raises(ValueError, match=r"formula|glyph"):
        compile_svg(whole)


def test_quadratic_curve_becomes_the_cubic_curve_through_the_same_points() -> None:
    operators, box = path_operators("M0 0Q3 6 6 0T12 0V-3H1Z")
    assert operators.split(b"\n") == [
        b"0 0 m",
        b"2 4 4 4 6 0 c",
        b"8 -4 10 -4 12 0 c",
        b"12 -3 l",
        b"1 -3 l",
        b"h",
    ]
    assert box == (0, -6, 12, 6)
