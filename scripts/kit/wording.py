"""What the sheets say besides the questions: the same words on paper, in Word and on a screen."""

from __future__ import annotations

from typing import Any

from scripts.kit.markup import Node, inline

# Four points and no neutral middle: each level of the rubric is one, and below them is 1.
BELOW = (
    "Não chega ao que se ouve de um júnior, ou mantém um sinal de alerta"
    " depois que você pergunta de novo."
)

_HOW_IT_WORKS = (
    "Escreva acima o código que você recebeu. Não escreva seu nome em nenhuma página.",
    "Cada pergunta começa em uma página, com o tempo previsto para conversar sobre ela.",
    "Pense em voz alta, peça esclarecimentos e use o espaço pontilhado para escrever ou desenhar.",
    "Não há uma única resposta certa. Diga o que você escolheria, por quê e o que perderia com"
    " isso.",
    "Se não souber, diga como descobriria.",
    "No fim há um tempo reservado para as suas perguntas.",
)

_PRIVACY = (
    "No lugar do nome do candidato, escreva o código que o processo seletivo deu a ele. Este guia"
    " preenchido é dado pessoal (LGPD): guarde-o com quem decide e destrua-o no prazo combinado."
)

_OPENING = (
    "**Objetivo.** “Vou fazer {questions} sobre MLOps no Google Cloud, {same} para todos os"
    " candidatos desta vaga. Quero entender como você decide, não o que decorou.”",
    "**Anotações.** “Vou anotar o que você disser; não gravo som nem imagem. As notas levam um"
    " código no lugar do seu nome, servem só a este processo seletivo e só quem decide as lê. Elas"
    " serão apagadas em ..............., e até lá você pode pedir para vê-las ou corrigi-las.”",
    "**Como responder.** “Pense em voz alta, peça esclarecimentos e desenhe na folha se ajudar."
    " ‘Não sei, mas descobriria assim’ é uma boa resposta.”",
    "**Tempo.** “Temos {minutes} minutos; {closing} deles, no fim, são para as suas perguntas."
    " Se eu interromper, é para caber tudo.”",
    "**Começo.** “Ficou alguma dúvida? Podemos começar?”",
)

_RESERVE = (
    "A reserva é de ao menos 10% do tempo, mais o que sobrou quando nenhuma outra pergunta cabia."
    " Use-a para terminar uma resposta, não para uma pergunta a mais."
)

_CONDUCT = (
    "Leia a pergunta e o cenário como estão. Entregue ao candidato a folha dele, nunca este guia.",
    "Primeiro ouça. Depois use as perguntas de **Para aprofundar**; não as troque entre"
    " candidatos.",
    "Anote o que foi dito, não o que você achou: uma frase ouvida vale mais que um adjetivo.",
    "Passou do tempo da pergunta: marque o que ouviu até ali e siga.",
)

_SCORING = (
    "Cada pergunta vale de 1 a 4. Não há nota do meio: decida se o que você ouviu está acima ou"
    " abaixo do que a vaga pede. A rubrica de cada pergunta diz o que se ouve em cada ponto."
)

_POINTS = (
    ("4", "sênior", "Decide com números, vê o que quebra depois e o que perde com a escolha."),
    ("3", "pleno", "Resolve sozinho o caso descrito e explica por que assim."),
    ("2", "júnior", "Conhece a peça certa; precisa de ajuda para decidir."),
    ("1", "abaixo", BELOW),
)

_RULES = (
    "Pontue logo depois de cada resposta, antes da próxima pergunta.",
    "Escolha a linha mais alta de que você tem evidência anotada; sem evidência, a nota é 1.",
    "Não perguntou? Deixe em branco. Um branco não é zero e não entra em média.",
    "Um sinal de alerta só conta se o candidato o mantém quando você pergunta: “por quê?”.",
    "Some e discuta só depois que todos pontuaram sozinhos.",
)

_CHECKS = (
    "Fiz as mesmas perguntas, na mesma ordem e com o mesmo tempo que aos outros candidatos.",
    "Cada nota tem uma evidência ouvida, escrita ao lado dela.",
    "Uma resposta muito boa ou muito ruim não puxou as notas das outras (efeito halo).",
    "Comparei com a rubrica, não com o candidato anterior nem comigo.",
    "Aceitei outro produto ou outro caminho quando o raciocínio se sustentava.",
    "Não pesaram sotaque, nervosismo, pausas, idade, gênero, aparência, escola ou empresa.",
    "Não anotei nada sobre saúde, família, religião ou opinião política.",
)

_CLOSING = (
    "Preencha sozinho, logo depois da entrevista. Some por tema só quando todas as notas estiverem"
    " dadas, e discuta só depois de somar."
)
_UNASKED = (
    "Pergunta que não foi feita fica em branco: desconte 4 do “de” da soma e do total. As notas"
    " também vão para `placar.csv` ou `placar.xlsx`, uma linha por pergunta."
)


def candidate_wording() -> list[list[Node]]:
    """Return how it works, told to the candidate, a list of inline nodes a step."""
    return [inline(step) for step in _HOW_IT_WORKS]


def guide_wording(count: int, minutes: int, closing: int) -> dict[str, Any]:
    """Return the texts of the guide of an interview, as inline nodes."""
    one = count == 1
    opening = (
        step.format(
            questions="1 pergunta técnica" if one else f"{count} perguntas técnicas",
            same="a mesma" if one else "as mesmas",
            minutes=minutes,
            closing=closing,
        )
        for step in _OPENING
    )
    return {
        "privacy": inline(_PRIVACY),
        "opening": [inline(step) for step in opening],
        "reserve": inline(_RESERVE),
        "conduct": [inline(line) for line in _CONDUCT],
        "scoring": inline(_SCORING),
        "points": [{"points": p, "level": level, "reading": text} for p, level, text in _POINTS],
        "rules": [inline(line) for line in _RULES],
        "checks": [inline(line) for line in _CHECKS],
        "closing": inline(_CLOSING),
        "unasked": inline(_UNASKED),
    }
