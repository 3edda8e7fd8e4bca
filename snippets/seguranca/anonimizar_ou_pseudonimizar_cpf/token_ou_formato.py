"""Dois tokens reversíveis para o CPF: um recusa a chave errada, o outro devolve outra pessoa."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from achar_cpf import ending, valid
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

PEOPLE = 2_000


@dataclass(frozen=True)
class Ff1:
    """FF1 do NIST SP 800-38G, em base 10: dígitos entram, a mesma quantidade sai."""

    key: bytes
    tweak: bytes = b""

    def encrypt(self, number: str) -> str:
        left, right = number[: len(number) // 2], number[len(number) // 2 :]
        for turn in range(10):
            mixed = int(left) + self._mask(turn, right, len(number))
            left, right = right, f"{mixed % 10 ** len(left):0{len(left)}d}"
        return left + right

    def decrypt(self, token: str) -> str:
        left, right = token[: len(token) // 2], token[len(token) // 2 :]
        for turn in reversed(range(10)):
            mixed = int(right) - self._mask(turn, left, len(token))
            left, right = f"{mixed % 10 ** len(right):0{len(right)}d}", left
        return left + right

    def _mask(self, turn: int, half: str, length: int) -> int:
        """O número que se soma à outra metade: CBC-MAC com AES."""
        width = ((10 ** (length - length // 2) - 1).bit_length() + 7) // 8
        header = bytes([1, 2, 1, 0, 0, 10, 10, length // 2])
        sizes = length.to_bytes(4, "big") + len(self.tweak).to_bytes(4, "big")
        padding = bytes((-len(self.tweak) - width - 1) % 16)
        body = self.tweak + padding + bytes([turn]) + int(half).to_bytes(width, "big")
        encryptor = Cipher(algorithms.AES(self.key), modes.CBC(bytes(16))).encryptor()
        mac = encryptor.update(header + sizes + body)[-16:]
        return int.from_bytes(mac[: 4 * -(-width // 4) + 4], "big")


# --8<-- [start:tokens]
class Token(Protocol):
    def close(self, cpf: str) -> str: ...
    def open(self, token: str) -> str | None: ...


@dataclass(frozen=True)
class Sealed:
    """AES-SIV: o token leva a prova de que foi esta chave que o fez."""

    key: bytes

    def close(self, cpf: str) -> str:
        return AESSIV(self.key).encrypt(cpf.encode(), [b"cobranca"]).hex()

    def open(self, token: str) -> str | None:
        try:
            return AESSIV(self.key).decrypt(bytes.fromhex(token), [b"cobranca"]).decode()
        except InvalidTag:
            return None


@dataclass(frozen=True)
class Formatted:
    """FF1 nos nove dígitos livres, e os verificadores calculados depois."""

    key: bytes

    def close(self, cpf: str) -> str:
        base = Ff1(self.key, b"cobranca").encrypt(cpf[:9])
        return base + ending(base)

    def open(self, token: str) -> str | None:
        base = Ff1(self.key, b"cobranca").decrypt(token[:9])
        return base + ending(base)


def rotate(token: str, old: Token, new: Token) -> str:
    """De token a token, sem voltar à tabela de CPFs."""
    cpf = old.open(token)
    assert cpf is not None
    return new.close(cpf)


def told_apart(tokens: list[str], old: Token, new: Token) -> int:
    """Com a migração parada no meio, quantas linhas dizem com que chave estão."""
    return sum((old.open(token) is None) != (new.open(token) is None) for token in tokens)


# --8<-- [end:tokens]


def same(opened: Iterable[str | None], people: list[str]) -> int:
    return sum(one == cpf for one, cpf in zip(opened, people, strict=True))


def measure(people: list[str], old: Token, new: Token) -> dict[str, int]:
    tokens = [old.close(cpf) for cpf in people]
    wrong = [new.open(token) for token in tokens]
    moved = [rotate(token, old, new) for token in tokens]
    half = moved[: PEOPLE // 2] + tokens[PEOPLE // 2 :]
    return {
        "abrem com a chave certa": same(map(old.open, tokens), people),
        "abrem com a outra chave": sum(cpf is not None for cpf in wrong),
        "  e dão um CPF que passa na conferência": sum(bool(cpf) and valid(cpf) for cpf in wrong),
        "  e é a pessoa certa": same(wrong, people),
        "girados só a partir do token": same(map(new.open, moved), people),
        "migração parada: linha diz sua chave": told_apart(half, old, new),
    }


def show(people: list[str], keys: list[bytes]) -> None:
    sealed = measure(people, Sealed(keys[0] + keys[1]), Sealed(keys[2] + keys[3]))
    formatted = measure(people, Formatted(keys[0]), Formatted(keys[2]))
    print(f"{f'tokens, de {PEOPLE}':<42}{'AES-SIV':>8}{'FF1':>8}")
    for label, count in sealed.items():
        print(f"{label:<42}{count:>8}{formatted[label]:>8}")
    assert list(sealed.values()) == [PEOPLE, 0, 0, 0, PEOPLE, PEOPLE]
    assert list(formatted.values()) == [PEOPLE, PEOPLE, PEOPLE, 0, PEOPLE, 0]
    closed = {Formatted(keys[0]).close(cpf) for cpf in people}
    assert sum(map(valid, closed)) == PEOPLE, "um token por CPF, e todos passam"
    whole = sum(valid(Ff1(keys[0]).encrypt(cpf)) for cpf in people)
    print(f"\nFF1 nos 11 dígitos: {whole} de {PEOPLE} tokens passam na conferência de CPF")
    assert whole < 0.02 * PEOPLE


if __name__ == "__main__":
    nist = bytes.fromhex("2B7E151628AED2A6ABF7158809CF4F3C")
    assert Ff1(nist).encrypt("0123456789") == "2433477484", "amostra 1 do NIST"
    assert Ff1(nist, b"9876543210").encrypt("0123456789") == "6124200773", "amostra 2"
    source = random.Random(2026)
    bases = [f"{number:09d}" for number in source.sample(range(10**9), PEOPLE)]
    show([base + ending(base) for base in bases], [source.randbytes(16) for _ in range(4)])
