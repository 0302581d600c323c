"""Sentences of a treebank with other words: more of the treebank's own kind of text for the teacher to label.

    python vary.py gold.conllu --first 12540 > varied.conllu        # the web texts of EWT, which stand first
    python teacher.py label --mixed teacher.npz < varied.conllu > varied_silver.conllu

Of the words of open classes that are no part of a name two in five give way to another that has the same tag in the treebank and, where it is a verb or an
adjective, governs the same kinds of complement; where not, the same relation (Tang et al. 2019, "Distilling Task-Specific Knowledge from BERT into Simple
Neural Networks"). What comes out is seldom sense, but has the tree of the sentence it came from. Same file and options, same output."""
import argparse, collections, random

OPEN = {"NOUN", "VERB", "ADJ", "ADV", "PROPN", "NUM", "INTJ"}
FRAME = {"obj", "iobj", "ccomp", "xcomp", "csubj", "compound:prt", "expl"}
SHARE, LEAST = 0.4, 6  # of words that change; and how many a place must have to choose from


def read(path):
    """Sentences as lists of columns, those with trees."""
    blocks = open(path, encoding="utf-8").read().split("\n\n")
    rows = ([line.split("\t") for line in block.splitlines() if line and line[0] != "#"] for block in blocks)
    return [s for s in ([c for c in r if c[0].isdigit()] for r in rows) if s and s[0][7] != "_"]


def places(sentence):
    """For each word what another must have in common with it."""
    below = collections.defaultdict(set)
    for c in sentence:
        if c[7] in FRAME:
            below[c[6]].add(c[7])
    for c in sentence:
        yield c[4], "" if c[3] == "VERB" else c[7], frozenset(below[c[0]]) if c[3] in ("VERB", "ADJ") else None


def in_name(c):
    return "Name=" in c[9] and "Name=O" not in c[9]


def words(sentences):
    """The words that each place was seen with, as often as it was."""
    stock = collections.defaultdict(list)
    for s in sentences:
        for at, (c, place) in enumerate(zip(s, places(s))):
            if c[3] in OPEN and not in_name(c):
                first = at == 0 and c[3] != "PROPN" and (len(c[1]) == 1 or c[1][1:].islower())
                stock[place].append(c[1].lower() if first else c[1])
    return stock


def like(new, form, first):
    """`new` in the letters' case of `form`."""
    if form.isupper() and len(form) > 1:
        return new.upper()
    return new[:1].upper() + new[1:] if form[:1].isupper() and (first or form[1:].islower()) else new


def varied(sentence, stock, draw):
    """The sentence with other words; None where none changed."""
    out, changed = [], False
    for at, (c, place) in enumerate(zip(sentence, places(sentence))):
        c = list(c)
        if c[3] in OPEN and not in_name(c) and c[1].isalpha() and draw.random() < SHARE and len(stock[place]) >= LEAST:
            new = like(draw.choice(stock[place]), c[1], at == 0)
            changed |= new != c[1]
            c[1], c[2] = new, new.lower()
        out.append(c)
    for a, b in zip(out, out[1:]):
        if a[3] == "DET" and a[1].lower() in ("a", "an"):
            right = "an" if b[1][:1].lower() in tuple("aeiou") else "a"
            a[1] = right if a[1][0].islower() else right.capitalize()
    return out if changed else None


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("material")
    parser.add_argument("--first", type=int, help="how many sentences are varied; all lend their words")
    parser.add_argument("--seed", type=int, default=1)
    o = parser.parse_args()
    sentences, draw = read(o.material), random.Random(o.seed)
    stock = words(sentences)
    for s in sentences[: o.first]:
        new = varied(s, stock, draw) if 5 <= len(s) <= 40 else None
        if new:
            print("\n".join("\t".join(c) for c in new), end="\n\n")
