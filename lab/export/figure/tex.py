"""Texts for LaTeX: what is special there is escaped, signs that it has words for get them."""

from __future__ import annotations

_ESCAPED = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "%": r"\%",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': "''",  # as the oldest of LaTeX's encodings has it
    "`": r"\textasciigrave{}",
    "'": r"\textquotesingle{}",
    "[": "{[}",  # else an option of what stands before
    "]": "{]}",
    "\N{NO-BREAK SPACE}": "~",
    "\N{NARROW NO-BREAK SPACE}": r"\,",
    "\N{THIN SPACE}": r"\,",
    "\N{EN DASH}": "--",
    "\N{EM DASH}": "---",
    "\N{HORIZONTAL ELLIPSIS}": r"\ldots{}",
    "\N{DEGREE SIGN}": r"\textdegree{}",
    "\N{BULLET}": r"\textbullet{}",
    "\N{MIDDLE DOT}": r"\textperiodcentered{}",
    "\N{LEFT SINGLE QUOTATION MARK}": "`",
    "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    "\N{LEFT DOUBLE QUOTATION MARK}": "``",
    "\N{RIGHT DOUBLE QUOTATION MARK}": "''",
}

_GREEK = "αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΠΣΦΨΩ"
_NAMES = (
    "alpha beta gamma delta varepsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon varphi chi "
    "psi omega Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega"
)

_MATHEMATICS = {
    "×": r"\times",
    "÷": r"\div",
    "±": r"\pm",
    "−": "-",
    "→": r"\rightarrow",
    "←": r"\leftarrow",
    "≤": r"\leq",
    "≥": r"\geq",
    "≠": r"\neq",
    "≈": r"\approx",
    "∞": r"\infty",
    "∑": r"\sum",
    "√": r"\surd",
    "²": "^2",
    "³": "^3",
    "µ": r"\mu",
    **{chr(0x2080 + digit): f"_{digit}" for digit in range(10)},
    **{sign: rf"\{name}" for sign, name in zip(_GREEK, _NAMES.split(), strict=True)},
}

_SIGNS = str.maketrans(_ESCAPED | {sign: rf"\ensuremath{{{words}}}" for sign, words in _MATHEMATICS.items()})


def tex(text: str) -> str:
    """A text as LaTeX prints it. Latin letters stay, and so do letters that need a newer engine (`beyond`)."""
    return text.translate(_SIGNS)


def beyond(text: str) -> bool:
    """Whether plain pdflatex cannot print what `tex` leaves: Chinese, for one. XeLaTeX and LuaLaTeX can."""
    return any(ord(sign) > 0x17F for sign in text)


def chinese(text: str) -> bool:
    """Whether there are letters that the package ctex brings a font for."""
    return any(0x2E80 <= ord(sign) <= 0x9FFF or 0xF900 <= ord(sign) <= 0xFAFF or ord(sign) >= 0xFF00 for sign in text)
