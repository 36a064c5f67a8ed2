"""Writes roc-cases.txt: scores, labels and what scikit-learn and NumPy make of them.

    python make_roc_cases.py > roc-cases.txt        (scikit-learn 1.9.1, NumPy 2.4.6)
"""

import numpy as np
from sklearn.metrics import accuracy_score, roc_auc_score, roc_curve

EFFICIENCIES = [0.3, 0.5, 0.8, 0.99, 0.123456]


def line(name, values):
    print(name, *(repr(float(v)) for v in np.atleast_1d(values)))


def binary(name, scores, labels):
    fpr, tpr, thresholds = roc_curve(labels, scores)
    line(f"{name}.scores", scores)
    line(f"{name}.labels", labels)
    line(f"{name}.auc", roc_auc_score(labels, scores))
    line(f"{name}.accuracy", accuracy_score(labels, np.round(scores)))
    line(f"{name}.fpr", fpr)
    line(f"{name}.tpr", tpr)
    print(f"{name}.thresholds", *("Infinity" if np.isinf(t) else repr(float(t)) for t in thresholds))
    line(f"{name}.nearest", [fpr[np.argmin(np.abs(tpr - e))] for e in EFFICIENCIES])
    line(f"{name}.interpolated", np.interp(EFFICIENCIES, tpr, fpr))


rng = np.random.default_rng(20261126)
labels = rng.integers(0, 2, 400)
smooth = 1 / (1 + np.exp(-rng.normal(1.5 * labels - 0.75, 1)))
print("# made by make_roc_cases.py")
line("efficiencies", EFFICIENCIES)
binary("smooth", smooth, labels)
binary("ties", np.round(smooth, 1), labels)
binary("constant", np.full(20, 0.25), labels[:20])
binary("perfect", np.linspace(0, 1, 11), np.arange(11) > 6)

classes = 4
labels = rng.integers(0, classes, 250)
logits = rng.normal(0, 1, (250, classes)) + 1.2 * np.eye(classes)[labels]
p = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
q = np.round(8 * p) + 0.25
q = q / q.sum(axis=1, keepdims=True)
for name, values in (("many", p), ("manyties", q)):
    line(f"{name}.probabilities", values.ravel())
    line(f"{name}.labels", labels)
    line(f"{name}.auc", roc_auc_score(labels, values, multi_class="ovo", average="macro"))
    line(f"{name}.accuracy", accuracy_score(labels, values.argmax(axis=1)))
    for c in range(1, classes):
        two = (labels == 0) | (labels == c)
        score = values[two, c] / (values[two, 0] + values[two, c])
        fpr, tpr, _ = roc_curve(labels[two] == c, score)
        line(f"{name}.versus{c}", np.interp(EFFICIENCIES, tpr, fpr))
