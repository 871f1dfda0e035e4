"""The words of stories with groups that a thing may come from: machines and urns, items and balls."""

from __future__ import annotations

from typing import Final

from tutor.reading.told.shares import LISTED_SHARE

KIND: Final = "(?:machine|factory|plant|line|supplier|vendor|company|worker|urn|box|bag|jar|bowl|bin|basket|drawer|cup|hat|container)"
KINDS: Final = (
    "(?:machines|factories|plants|lines|suppliers|vendors|companies|workers|urns|boxes|bags|jars|bowls"
    "|bins|baskets|drawers|cups|hats|containers)"
)
LABEL: Final = r"(?:(?-i:[A-Z]|I{1,3}|IV)|\d{1,2})(?![A-Za-z0-9%/]|\.\d| %)"
GROUP: Final = rf"(?:the )?(?:{KIND} )?{LABEL}"
NAMED: Final = rf"(?:the )?{KIND} {LABEL}"
ITEMS: Final = (
    r"(?:(?:the|all|its|their|of|daily|entire|whole) )*(?:items?|parts?|products?|bolts?|(?:light )?bulbs?|chips?|screws?|units?"
    r"|output|production|total|goods|pieces?|components?|devices?|cars?|deliveries|phones?|laptops?|computers?|batteries|battery|lamps?|toys?|shirts?|bottles?|watch(?:es)?|pills?|tablets?|ty?res?|tires?)(?: production)?"
)
BALL: Final = (
    "(?:balls?|marbles?|tokens?|cookies?|coins?|sweets?|candy|candies|beads?|cards?|socks?|pencils?|pens?|stones?|discs?"
    "|apples?|chips?|one)"
)
BAD: Final = "(?:defective|faulty|broken|bad|damaged)"
COLOUR: Final = "(?:red|blue|green|white|black|yellow|orange|brown|pink|purple|gr[ae]y|gold|silver|chocolate|vanilla|plain)"
MAKES: Final = "(?:makes?|making|produces?|producing|manufactur(?:es?|ing)|supplies|supply|delivers?|accounts? for|provides?)"
FROM: Final = "(?:from|by|of|(?:made|produced|manufactured|supplied|delivered) (?:by|in|on|at))"
THEN: Final = r"(?: ?,? ?and | ?[,;] ?)"
SHARES: Final = rf"{LISTED_SHARE}(?:{THEN}{LISTED_SHARE})*"
LABELS: Final = rf"{GROUP}(?:{THEN}{GROUP})*"
OF_ITEMS: Final = rf"(?: of {ITEMS})?"
THE_OTHER: Final = "(?:the (?:other|remaining))"
MADE: Final = rf"(?: {MAKES})?(?: {THE_OTHER})? ?\(?{LISTED_SHARE}\)?{OF_ITEMS}"
COME: Final = rf"(?: (?:comes?|are|is))? {FROM} {GROUP}"
DEFECT_RATE: Final = (
    "(?:(?:defect|failure|error|defective) rates?|(?:percentages?|proportions?|fractions?|probabilit(?:y|ies)) of (?:defects|defectives?"
    rf"|(?:a |an )?{BAD} {ITEMS}))"
)
ONE: Final = r"(?:an?|one|the|this|that)(?: (?:randomly (?:chosen|selected|picked)|random|selected|chosen|drawn))?"
DRAWN: Final = "(?:drawn|chosen|picked|selected|taken)"
DRAW: Final = "(?:draws?|drew|chooses?|chose|picks?|picked|selects?|selected|takes?|took|gets?|got|randomly (?:choose|pick|select|draw)s?)"
RANDOMLY: Final = "(?:at random|randomly|with equal probability|with the same probability|by (?:tossing )?a fair coin)"
PERSON: Final = r"(?-i:(?!(?:The|A|An|It|One|Two|What|If|No|Not|None|Nobody)\b)[A-Z][a-z]+)"
