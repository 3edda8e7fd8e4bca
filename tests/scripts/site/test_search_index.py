from __future__ import annotations

import json
from pathlib import Path

from scripts.site.search_index import DOCUMENTS, INDEX, split_index


def test_documents_move_to_a_file_of_their_own(tmp_path: Path) -> None:
    documents = [{"location": "a/", "title": "Versão", "text": "é"}]
    (tmp_path / "search").mkdir()
    (tmp_path / INDEX).write_text(json.dumps({"config": {"lang": ["pt"]}, "docs": documents}))
    split_index(tmp_path, {"a/": "Sobre versões.", "b/": "De ninguém."})
    assert json.loads((tmp_path / INDEX).read_text(encoding="utf-8")) == {
        "config": {"lang": ["pt"]},
        "docs": [],
    }
    assert json.loads((tmp_path / DOCUMENTS).read_text(encoding="utf-8")) == [
        {"location": "a/", "title": "Versão", "text": "Sobre versões. é"}
    ]
