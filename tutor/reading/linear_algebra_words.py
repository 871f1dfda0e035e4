"""Questions of linear algebra in the words of the topics: `rotate (1, 0) by 90 degrees` asks for an image under a map.

Each pattern stands with what is written instead; they are tried in this order.
"""

from __future__ import annotations

from typing import Final

from tutor.reading.matrix_notation import MATRIX

_MATRIX_THAT: Final = r"^(?:(?:find|write(?: down)?|give) )?(?:what|which|the|a) (?:(?:2 ?[x×] ?2|standard|transformation) )*matrix (?:(?:of|for) (?:the|a) (?:linear )?(?:map|transformation|operator) )?(?:(?:that|which) )?"
_ALL_OF_THE_PLANE: Final = r" (?:(?:the|all|every|each|a) )?(?:(?:xy-?)?plane|(?:points?|vectors?)(?: (?:in|of) (?:the (?:xy-?)?plane|R\^?2))?)"
_VECTOR: Final = r"(?:[A-Za-z]\w? ?= ?)?[(<][^()<>]*,[^()<>]*[)>]"
LINEAR_ALGEBRA: Final = (
    (
        r",? and (?:then )?(?:say|state|tell|decide) how many solutions (?:it has|they have|there are|the system has)(?=[.!?\s]*$)",
        "",
    ),
    *(
        (rf"{_MATRIX_THAT}{verb}(?:{_ALL_OF_THE_PLANE})? ", f"find the matrix of {noun} ")
        for verb, noun in (
            ("rotates", "rotation"),
            ("reflects", "reflection"),
            ("projects", "projection"),
            ("shears", "shear"),
            ("(?:scales|stretches|enlarges)", "scaling"),
        )
    ),
    *(
        (
            rf"^{verb} (?:the )?(?:point |vector )?({_VECTOR}) (?={after})(?:(?:over|about|through|across) (?!the origin))?",
            rf"find the image of \1 under {noun} ",
        )
        for verb, noun, after in (
            ("rotate", "rotation", "(?:by|through|(?:counter|anti)?clockwise|[0-9])"),
            ("reflect", "reflection in", "(?:over|about|through|across) "),
            ("reflect", "reflection", "(?:in|on|at) "),
            ("project", "projection", r"(?:on|onto|to) (?:the )?(?:[xy][ -]?axis|line)\b"),
        )
    ),
    (r"^(?:find )?(?:the )?complex (?=eigenv)", "find the "),
    (r"\bfundamental (?:sub)?spaces (?=\[)", "fundamental subspaces of "),
    (
        r"^(?:find )?(?:the )?(?:linear )?regression(?: line)? of y on x ?(?:(?::|for|from|through) ?)?(?=[(\[])",
        "fit a line through ",
    ),
    (  # with a letter in the matrix, the determinant is set equal to zero anyway
        r"^((?:find )?(?:the )?determinant of .*\])[,;.]? (?:and )?when is it (?:zero|0|singular)(?=[?.\s]*$)",
        r"\1",
    ),
    (
        r"\bline (?:that passes |passing )?through the origin and (?:the )?(?:point )?(?=[(<])",
        "line through ",
    ),
    (
        rf"^(?:are|is) (?:the )?(?:vectors )?({_VECTOR}),? (?:and|to|,)? ?({_VECTOR}) parallel",
        r"are \1 and \2 linearly dependent",
    ),
    (
        rf"^(?:find |determine |for )(?:the |which |what )?(?:values? of )?([a-z]) (?:so that |such that |for which |if |are )(?:the )?(?:vectors )?({_VECTOR}),? and ({_VECTOR}) (?:are )?parallel",
        r"find \1 such that \2, \3 are linearly dependent",
    ),
    (
        r"^(?:find )?(?:the |an? )?((?:(?:(?:counter|anti)-?)?clockwise )?rotation (?:by|of|through|about) (?=[0-9π(-]|pi\b|the\b|an?\b)|reflection (?:in|across|about|over) "
        r"|(?:horizontal |vertical )?shear (?:by|along|in) |scaling (?:by|with) |(?:orthogonal )?projection (?:onto|on|to) (?:the )?(?:[xy][ -]?axis|line)\b)",
        r"find the matrix of \1",
    ),
    (
        r"^(?:find )?(?:the )?(?:cofactor|laplace) expansion (?:of|for) (?:the )?(?:determinant of )?(.+)$",
        r"determinant of \1 by cofactors",
    ),
    (
        r"\b(?:A ?= ?)?LU(?P<kind> (?:factori[sz]ation|decomposition))?,? (?:with|using|by) (?:partial |row )?pivoting (?:of|for|on) ",
        r"PLU\g<kind> of ",
    ),
    (
        r"\b(?:A ?= ?)?LU(?P<kind> (?:factori[sz]ation|decomposition))? (?P<of>(?:of|for) .+?),? (?:with|using|by) (?:partial |row )?pivoting$",
        r"PLU\g<kind> \g<of>",
    ),
    (
        r",? (?:in (?:parametric )?(?:vector|parametric) form|as (?:a )?particular(?: solution)? (?:plus|and|\+) (?:a |the )?(?:homogeneous(?: solutions?)?|null ?space))$",
        "",
    ),
    (
        r"^(?:find |write |give )?(?:the )?(?:parametric )?vector form of the (?=(?:general )?solution)",
        "",
    ),
    (r"^(?:write|express) (?:the )?(?=(?:general )?solution)", "find the "),
    (
        r"^(?:where|at (?:what|which) point) do (?:the )?(?:two )?(?:lines? |graphs of )?([^=]+=[^=]+?),? and ([^=]+=[^=]+?) (?:meet|cross|intersect)$",
        r"solve \1; \2",
    ),
    (
        rf"^({_VECTOR}) ?\^ ?\{{?T\}}? ?[*·]? ?({_VECTOR})$",
        r"dot product of \1 and \2 as a matrix product",
    ),
    (r"^solve the (?:matrix|vector) equation:? ", "solve "),
    (
        r"^solve (?:the )?(?:(?:linear|simultaneous|following) )*(?:equations?|system)(?: of (?:linear )?equations)? ?: ?",
        "solve ",
    ),
    (
        r"^(?:solve )?(?:the )?(?:(?:linear|homogeneous|following|[2-9] ?[x×] ?[2-9]) )*system(?: of (?:(?:[2-9]|two|three|four) )?(?:linear )?equations)? ?:? ?(?=[-−\d.a-z]{1,4} ?[-+=−])",
        "solve ",
    ),
    (
        r"\bmatrix ((?:[-−]?\d[\d./]* )+[-−]?\d[\d./]*(?: ?;(?: ?[-−]?\d[\d./]*)+)+)$",
        r"matrix [\1]",
    ),
    (
        r"^(?:write|find|set up|form)(?: down)? the augmented matrix (?:of|for) (?:the system )?(.+?),? and (?:then )?solve(?: it| the system)?$",
        r"solve \1",
    ),
    (
        r"^(.*\b(?:covariance|pca|principal|regression|best fit|least squares)\b.*\d)(?: and)? ([a-z] ?= ?[-−\d][^=;]*)$",
        r"\1; \2",
    ),
    (
        rf"^(?:find )?(?:project|(?:the )?(?:orthogonal )?projection of) (?:the )?(?:point |vector )?({_VECTOR}) (?:on|onto|to) (?:the )?plane (?=[^=]*[xyz][^=]*=)",
        r"distance from \1 to ",
    ),
    (
        rf"^(?:find |what is )?(?:the )?(?:point|closest point|nearest point) on (?:the )?(?:line |plane )?(\$?[^=^²$]+=[^=^²$]+?\$?),? (?:that is |which is )?(?:(?:closest|nearest) )?to (?:the point )?(\$?{_VECTOR}\$?|the origin)$",
        r"distance from \2 to \1",
    ),
    (
        r"\ba bas[ie]s (?:for|of) (?:each|every|the|their|its)(?: corresponding)? eigenspaces?\b",
        "eigenspaces",
    ),
    (r"\b(on|onto) [A-Z] ?= ?(?=span\b)", r"\1 "),
    (
        r"^(?:find )?(?:the )?projection matrix (?:onto|on|for) (?:the )?line (?:spanned by|through|along|in the direction of) ",
        "find the matrix of projection onto the line through ",
    ),
    (r"\beigen[- ]?decomposition of\b", "diagonalization of"),
    (
        r"\b(?:algebraic|geometric)(?: and (?:the )?(?:algebraic|geometric))? multiplicit(?:y|ies) of (?:the |each |all )?(?:eigenvalues? of )?",
        "eigenvalues of ",
    ),
    (r"\bthe (?:shear|rotation|reflection|projection|scaling)(?: matrix)? (?=\[)", ""),
    (r"(\bdistance .+?) in (?:the )?(?:L[12]|Manhattan|Euclidean)[- ](?:norm|metric)$", r"\1"),
    (r"^is (?:[a-zλ]+ ?= ?)?[-−\d./]+ an eigenvalues? of ", "find the eigenvalues of "),
    (r"\b(?:dominant|principal) eigenvalues? of\b", "eigenvalues of"),
    (r"\bproj_?\{?([a-z])\}? ?\(?([a-z])\)?(?![a-z(])", r"projection of \2 onto \1"),
    *(
        (rf"\b(?:on|onto|to) (?:the )?{plane}[- ]?plane\b", f"onto the plane spanned by {axes}")
        for plane, axes in (
            ("xy", "(1, 0, 0), (0, 1, 0)"),
            ("yz", "(0, 1, 0), (0, 0, 1)"),
            ("xz", "(1, 0, 0), (0, 0, 1)"),
        )
    ),
    (
        r"^(?:find )?(?:the )?least[- ]squares? (?:fit )?(?:straight )?(?:regression )?line:? (?:fit )?(?:(?:through|for|to|of) |(?=\())",
        "fit a line through ",
    ),
    (
        rf"^(?:find )?(?:the )?(?:orthogonal )?projection of (?:the )?(?:point |vector )?({_VECTOR}) (?:on|onto|to) (?=(?:the )?(?:[xy][ -]?axis|line y))",
        r"find the image of \1 under projection onto ",
    ),
    (
        r"^((?:find )?(?:the |an? )?eigenvectors?) (?:corresponding to|for|with|belonging to|associated (?:to|with)) (?:the )?eigenvalues? (?:[a-zλ]+ ?= ?)?[-−\d./]+ (?:of|for) ",
        r"\1 of ",
    ),
    (
        rf"^((?:find )?(?:the |an? )?eigenvectors?) (?:of|for) ((?:{MATRIX})) (?:for|with|corresponding to|belonging to|associated (?:to|with)) (?:the )?eigenvalues? (?:[a-zλ]+ ?= ?)?[-−\d./]+$",
        r"\1 of \2",
    ),
    (r"\bhomogeneous (?=(?:linear )?(?:system|equations?)\b)", ""),
    (
        r"^(?:find )?(?:the )?(rotation|reflection|projection|shear|scaling) matrix (?:(?:for|of|by|through|with) )?(?:an? )?(?:angle (?:of )?)?(?=[0-9π(-]|pi\b)",
        r"find the matrix of \1 by ",
    ),
    (
        rf"\b(?:of|for) (?:T|the (?:linear )?(?:map|transformation)(?: T)?),? (?:(?:if|where|with|when|given|such that) )?(?:that )?T ?\(1, ?0\) ?= ?({_VECTOR})(?:,| and|, and) ?"
        rf"T ?\(0, ?1\) ?= ?({_VECTOR})",
        r"of the linear map with images \1, \2",
    ),
    (r"^(?:solve )?\{([^{}\\]*=[^{}\\]*=[^{}\\]*)\}$", r"solve \1"),
    (r"^([^\\\\]*[0-9a-z]) & (?=[0-9a-z(-][^\\\\]*$)", r"\1 and "),
    (r"\bspan ?\(((?: ?\([^()]*\),?)+ ?)\)", r"span{\1}"),
    (
        r"^(.*(?:null ?space|kernel|column space|row space|image|range)\b.*?),? and (?:find |determine |state )?(?:its|the) dimension$",
        r"\1",
    ),
    (
        rf"^are (?:the )?vectors ({_VECTOR}), ?({_VECTOR}),?(?: and)? ?({_VECTOR}) coplanar",
        r"are \1, \2, \3 linearly dependent",
    ),
    (r"^(?:find )?(?:the )?matrix (?:multiplication|product):? (?=\[)", ""),
    (r"\b(of|on|onto|to|and) (?:vector|point) (?=[A-Za-z] ?= ?[(<]|[(<])", r"\1 "),
    (
        r"^find T ?(\([^()]*,[^()]*\)),? (?:where|if|for|when|with|given(?: that)?) (T ?\(.*)$",
        r"find the image of \1 under \2",
    ),
)
