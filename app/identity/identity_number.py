"""Norwegian identity numbers: fødselsnummer and D-number, in today's form and in that of 2032.

Only whether a number is well formed is read from it. Sex, age and birth date never are: from 2032 they are not in it
(Skatteetaten).
"""

_FIRST_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2)
_SECOND_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


class InvalidIdentityNumber(ValueError):
    """Not a well-formed identity number. The number itself is never in the message."""


def check_identity_number(number: str) -> None:
    """Errors: `InvalidIdentityNumber`."""
    if not (len(number) == 11 and number.isascii() and number.isdigit()):
        raise InvalidIdentityNumber("An identity number is 11 digits.")
    digits = [int(each) for each in number]
    if digits[9] not in _first_check_digits(digits) or _sum(digits, _SECOND_WEIGHTS, digits[10]) % 11:
        raise InvalidIdentityNumber("The check digits do not agree.")


def is_synthetic(number: str) -> bool:
    """Whether the number is of the Tenor test population: month plus 80."""
    return number[2:4].isdigit() and 81 <= int(number[2:4]) <= 92


def with_check_digits(nine: str) -> str | None:
    """The number that begins with these nine digits, or nothing where today's rule leaves them out."""
    digits = [int(each) for each in nine]
    first = -_sum(digits, _FIRST_WEIGHTS, 0) % 11
    second = -_sum([*digits, first], _SECOND_WEIGHTS, 0) % 11
    return None if 10 in (first, second) else f"{nine}{first}{second}"


def _first_check_digits(digits: list[int]) -> set[int]:
    remainder = _sum(digits, _FIRST_WEIGHTS, 0) % 11
    return {(offset - remainder) % 11 for offset in (11, 12, 13, 14)} - {10}


def _sum(digits: list[int], weights: tuple[int, ...], last: int) -> int:
    return sum(weight * digit for weight, digit in zip(weights, digits, strict=False)) + last
