"""CPF no meio do texto: o que cada busca acha, confunde e deixa para trás."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator

PEOPLE, PHONES, TYPOS = 5_000, 20_000, 2_000
Search = Callable[[str], bool]
SOURCE = random.Random(2026)


# --8<-- [start:busca]
def ending(base: str) -> str:
    """Os dois verificadores, módulo 11; resto 10 vira 0."""
    digits = [int(character) for character in base]
    for first in (10, 11):
        total = sum(
            weight * digit for weight, digit in zip(range(first, 1, -1), digits, strict=True)
        )
        digits.append(total * 10 % 11 % 10)
    return f"{digits[9]}{digits[10]}"


def valid(number: str) -> bool:
    return ending(number[:9]) == number[9:]


SHAPE = re.compile(r"(?<!\d)\d{3}[ .]?\d{3}[ .]?\d{3}[ -]?\d{2}(?!\d)")


def by_check_digits(text: str) -> bool:
    return any(valid(re.sub(r"\D", "", found)) for found in SHAPE.findall(text))


def one_digit_away(number: str) -> Iterator[str]:
    for place, digit in enumerate(number):
        for other in "0123456789":
            if other != digit:
                yield number[:place] + other + number[place + 1 :]


def repaired(typed: str) -> list[str]:
    """Os CPFs possíveis por trás de um digitado errado: no máximo 99 tentativas."""
    return [number for number in one_digit_away(typed) if valid(number)]


# --8<-- [end:busca]


def new_cpf() -> str:
    base = f"{SOURCE.randrange(10**9):09d}"
    return base + ending(base)


def written(cpf: str) -> str:
    """Uma das formas em que o cliente escreve."""
    a, b, c, d = cpf[:3], cpf[3:6], cpf[6:9], cpf[9:]
    return SOURCE.choice((cpf, f"{a}.{b}.{c}-{d}", f"{a} {b} {c} {d}", f"{a}.{b}.{c}{d}"))


def phone() -> str:
    """Celular: dois dígitos de área, o 9 e mais oito."""
    return f"{SOURCE.randrange(11, 100)}9{SOURCE.randrange(10**8):08d}"


def with_typo(cpf: str) -> str:
    return SOURCE.choice(list(one_digit_away(cpf)))


def show_searches(wrong: list[str]) -> None:
    right = [f"meu cpf é {written(new_cpf())} e não entro no app" for _ in range(PEOPLE)]
    typed = [f"cpf {written(number)}, por favor" for number in wrong]
    phones = [f"me liga no {phone()} depois das 18h" for _ in range(PHONES)]
    searches: dict[str, Search] = {
        "a forma, com separador ou sem": lambda text: bool(SHAPE.search(text)),
        "a forma e os verificadores": by_check_digits,
    }
    print(f"{'mensagens em que achou':<31}{'CPF certo':>10}{'digitado errado':>17}{'celular':>9}")
    for label, search in searches.items():
        counts = [sum(map(search, group)) for group in (right, typed, phones)]
        print(f"{label:<31}{counts[0]:>10}{counts[1]:>17}{counts[2]:>9}")
    print(f"{'de':<31}{PEOPLE:>10}{TYPOS:>17}{PHONES:>9}")
    assert counts[0] == PEOPLE, "com os verificadores não se perde CPF certo"
    assert abs(counts[2] / PHONES - 0.01) < 0.003, "um celular em cem passa"


def show_repair(wrong: list[str]) -> None:
    left = [number for number in wrong if not valid(number)]
    options = Counter(len(repaired(number)) for number in left)
    print(f"\ndos {len(left)} errados que a conferência deixa no texto, o CPF certo está entre")
    for size in sorted(options):
        print(f"{size} {'opção' if size == 1 else 'opções':<8}{options[size]:>6}")
    assert options[1] > 0.65 * len(left), "quase sempre resta um só"
    assert max(options) <= 4


if __name__ == "__main__":
    assert all(map(valid, ("52998224725", "11144477735"))), "exemplos conhecidos de CPF"
    for _ in range(1_000):
        prefix = f"{SOURCE.randrange(10**9):09d}"
        assert sum(valid(f"{prefix}{pair:02d}") for pair in range(100)) == 1, "1 final em 100"
    mistyped = [with_typo(new_cpf()) for _ in range(TYPOS)]
    show_searches(mistyped)
    show_repair(mistyped)
