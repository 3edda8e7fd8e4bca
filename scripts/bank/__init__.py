"""The question bank: read, validate and describe. Knows Markdown and the format, not MkDocs."""

from scripts.bank.loader import check_bank, load_bank
from scripts.bank.model import Bank, Question
from scripts.bank.parts import Probe, RedFlag, Source
from scripts.bank.violation import BankError, Violation

__all__ = [
    "Bank",
    "BankError",
    "Probe",
    "Question",
    "RedFlag",
    "Source",
    "Violation",
    "check_bank",
    "load_bank",
]
