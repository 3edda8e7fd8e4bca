"""Quanto vale um hash de CPF, e o que muda quando há uma chave."""

from __future__ import annotations

import hmac
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.keywrap import aes_key_unwrap, aes_key_wrap

SPACE, SWEPT, PEOPLE = 10**9, 10**6, 50_000
SALT = b"operadora-2026"
Hash = Callable[[bytes], bytes]


# --8<-- [start:cpf]
def cpfs(bases: Iterable[int]) -> list[bytes]:
    """Só nove dígitos são livres; os dois últimos saem deles, módulo 11."""
    base = np.fromiter(bases, dtype=np.int64)
    digits = base[:, None] // 10 ** np.arange(8, -1, -1) % 10
    first = digits @ np.arange(10, 1, -1) * 10 % 11 % 10
    second = (digits @ np.arange(11, 2, -1) + 2 * first) * 10 % 11 % 10
    return [b"%011d" % number for number in (base * 100 + first * 10 + second).tolist()]


def recovered(column: set[bytes], candidates: list[bytes], attempt: Hash) -> int:
    """Quantas pessoas da coluna aparecem; o custo é o da lista, não o da coluna."""
    return len(column & set(map(attempt, candidates)))


# --8<-- [end:cpf]


# --8<-- [start:token]
@dataclass(frozen=True)
class Tokenizer:
    """Token reversível: o mesmo CPF e o mesmo contexto dão sempre o mesmo token."""

    key: bytes
    context: bytes

    def encrypt(self, cpf: bytes) -> bytes:
        return AESSIV(self.key).encrypt(cpf, [self.context])

    def decrypt(self, token: bytes) -> bytes:
        return AESSIV(self.key).decrypt(token, [self.context])


def joined(left: Hash, right: Hash, people: list[bytes]) -> int:
    return len(set(map(left, people)) & set(map(right, people)))


# --8<-- [end:token]


def salted(cpf: bytes) -> bytes:
    return sha256(SALT + cpf).digest()


def plain(cpf: bytes) -> bytes:
    return sha256(cpf).digest()


def keyed(key: bytes) -> Hash:
    return lambda cpf: hmac.digest(key, cpf, "sha256")


def line(label: str, found: int) -> None:
    print(f"{label:42}{f'{found:,}'.replace(',', '.'):>7}")


def show_attack(people: list[bytes], key: bytes) -> None:
    """Varre um milésimo do espaço contra a mesma tabela, guardada de três formas."""
    candidates = cpfs(range(SPACE // 2, SPACE // 2 + SWEPT))
    truth = len(set(people) & set(candidates))
    print(f"1 bilhão de CPFs possíveis, 1 milhão varrido, {PEOPLE // 1000} mil pessoas na tabela")
    line("pessoas dentro da parte varrida", truth)
    for label, stored, attempt, expected in (
        ("achadas: SHA-256", plain, plain, truth),
        ("achadas: SHA-256 e sal conhecido", salted, salted, truth),
        ("achadas: HMAC, sem a chave", keyed(key), keyed(bytes(32)), 0),
        ("achadas: HMAC, com a chave", keyed(key), keyed(key), truth),
    ):
        found = recovered(set(map(stored, people)), candidates, attempt)
        line(label, found)
        assert found == expected


def show_mask(people: list[bytes]) -> None:
    """Com a máscara usual de portais, ***.456.789-**, faltam só três dígitos."""
    solved = 0
    for cpf in people[:200]:
        middle = int(cpf[3:9])
        options = [c for c in cpfs(range(middle, SPACE, 10**6)) if plain(c) == plain(cpf)]
        solved += options == [cpf]
    print("\nCom a máscara ***.456.789-** ao lado do hash, 1.000 tentativas por pessoa")
    line("achadas, de 200", solved)
    assert solved == 200


# --8<-- [start:juncao]
def rewrap(key: bytes, old: bytes, new: bytes) -> bytes:
    """Troca o envelope: quem embrulha muda, a chave embrulhada é a mesma."""
    opened = aes_key_unwrap(old, aes_key_wrap(old, key))
    return aes_key_unwrap(new, aes_key_wrap(new, opened))


def show_joins(people: list[bytes], key: bytes, old: bytes, new: bytes) -> None:
    training = Tokenizer(key, b"reinternacao")
    print("\nPessoas que ainda se ligam entre duas tabelas")
    for label, other, expected in (
        ("mesma chave, mesmo contexto", Tokenizer(key, b"reinternacao"), PEOPLE),
        ("mesma chave, contexto “marketing”", Tokenizer(key, b"marketing"), 0),
        ("chave que embrulha trocada", Tokenizer(rewrap(key, old, new), b"reinternacao"), PEOPLE),
        ("chave do token trocada", Tokenizer(new, b"reinternacao"), 0),
    ):
        count = joined(training.encrypt, other.encrypt, people)
        line(label, count)
        assert count == expected


# --8<-- [end:juncao]


def show_reversal(people: list[bytes], key: bytes) -> None:
    """Com a chave não é preciso varrer nada; com outro contexto, o token não abre."""
    training, other = Tokenizer(key, b"reinternacao"), Tokenizer(key, b"marketing")
    opened = sum(training.decrypt(training.encrypt(cpf)) == cpf for cpf in people)
    refused = 0
    for cpf in people[:1000]:
        try:
            other.decrypt(training.encrypt(cpf))
        except InvalidTag:
            refused += 1
    line("\nreabertas por quem tem a chave", opened)
    line("recusadas com o contexto errado, de 1.000", refused)
    assert (opened, refused) == (PEOPLE, 1000)


if __name__ == "__main__":
    source = random.Random(2026)
    token_key, old_wrapper, new_wrapper = (source.randbytes(32) for _ in range(3))
    insured = cpfs(source.sample(range(SPACE), PEOPLE))
    assert cpfs([529_982_247]) == [b"52998224725"], "o CPF de exemplo mais usado"
    show_attack(insured, token_key)
    show_mask(insured)
    show_joins(insured, token_key, old_wrapper, new_wrapper)
    show_reversal(insured, token_key)
