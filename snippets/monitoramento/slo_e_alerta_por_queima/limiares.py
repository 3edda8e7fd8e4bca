"""De onde saem 14,4, 6 e 1, e o que muda quando o período não é de 30 dias."""

from __future__ import annotations

from dataclasses import dataclass

GOAL = 0.998


# --8<-- [start:formula]
@dataclass(frozen=True)
class Rule:
    """Avise quando a janela, em horas, gastar esta fração do orçamento do período."""

    share: float
    window: float

    def burn(self, period_days: int) -> float:
        return self.share * period_days * 24 / self.window

    def spent(self, burn: float, period_days: int) -> float:
        """A conta de volta: o que se gasta com a queima copiada de outra página."""
        return burn * self.window / (period_days * 24)


RULES = (Rule(0.02, 1), Rule(0.05, 6), Rule(0.10, 72))
# --8<-- [end:formula]


def comma(text: str) -> str:
    return text.replace(".", ",")


def show_periods() -> None:
    print("período  janela  gasta  queima  erro em 99,8%  com 14,4, 6 e 1 gastaria")
    for days in (30, 28, 7):
        for rule, copied in zip(RULES, (14.4, 6, 1), strict=True):
            burn = rule.burn(days)
            row = f"{days:>4} d  {rule.window:>5.0f} h  {rule.share:>5.0%}  {burn:>6.2f}"
            print(comma(f"{row}  {burn * (1 - GOAL):>13.2%}  {rule.spent(copied, days):>24.1%}"))
            assert abs(rule.spent(burn, days) - rule.share) < 1e-12
    assert RULES[2].burn(7) < 1, "em 7 dias a terceira regra avisa dentro do orçamento"
    for rule in RULES:
        assert abs(rule.burn(30) - rule.burn(28) * 30 / 28) < 1e-9


def show_ceiling() -> None:
    """Erro não passa de 100%: a queima máxima é 1 / (1 - meta)."""
    print("\nmeta    queima máxima  apagão dispara 13,44 em 1 h após")
    for goal in (0.90, 0.95, 0.998):
        ceiling = 1 / (1 - goal)
        wait = 60 * RULES[0].burn(28) / ceiling
        shown = f"{wait:.1f} min" if wait < 60 else "nunca"
        print(comma(f"{goal:<6.1%}  {ceiling:>13.0f}  {shown:>32}"))


if __name__ == "__main__":
    show_periods()
    show_ceiling()
