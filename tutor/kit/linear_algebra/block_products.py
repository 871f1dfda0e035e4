"""The product of two matrices that are cut into two by two blocks.

Blocks multiply like entries: the block in block row i and block column j of the product is the sum
of the products of the blocks of block row i of the left and block column j of the right factor.
"""

from __future__ import annotations

from collections.abc import Generator

from tutor.core.claims import Equal
from tutor.core.matrix import Matrix
from tutor.core.matrix_expression import MatrixProduct, MatrixSum
from tutor.core.step import Step, step
from tutor.kit.linear_algebra.multiplication import multiplied
from tutor.kit.linear_algebra.rank_cases import part

FEWEST = 3  # rows or columns of a factor; in smaller ones blocks are entries


def has_blocks(left: Matrix, right: Matrix) -> bool:
    """Whether both factors can be cut in both directions, and some block is no entry."""
    sizes = (*left.shape, *right.shape)
    return min(sizes) >= 2 and max(sizes) >= FEWEST


def multiply_blocks(left: Matrix, right: Matrix) -> Generator[Step, None, None]:
    """The four blocks of the product, row by row."""
    tops, (first, last), columns = map(_halves, (*left.shape, right.shape[1]))
    for across in tops:
        for down in columns:
            whole = part(left, across, first + last), part(right, first + last, down)
            pairs = [(part(left, across, k), part(right, k, down)) for k in (first, last)]
            total = MatrixSum(*(MatrixProduct(*pair) for pair in pairs))
            yield step("pair_blocks", Equal(MatrixProduct(*whole), total))
            products = [multiplied(*pair) for pair in pairs]
            block, written = multiplied(*whole), MatrixSum(*products)
            parts = [
                step("multiply_two_blocks", Equal(MatrixProduct(*pair), product))
                for pair, product in zip(pairs, products, strict=True)
            ]
            parts.append(step("insert_products_of_blocks", Equal(total, written)))
            parts.append(step("add_matching_entries", Equal(written, block)))
            yield step("add_products_of_blocks", Equal(total, block), substeps=tuple(parts))


def _halves(size: int) -> tuple[list[int], list[int]]:
    """The numbers 1 to size in two parts, the first one not smaller."""
    middle = (size + 1) // 2
    return list(range(1, middle + 1)), list(range(middle + 1, size + 1))
