"""Writes torch-convolutions.json: convolutions and their gradients by PyTorch, in float64.

    python make_convolutions.py > torch-convolutions.json

The zeros around an image are those of Keras' "same" padding, made here with torch's pad and by cutting, since PyTorch
has no such padding for steps. Numbers come from formulas, so that only results are stored.
"""

import json
import math

import torch
import torch.nn.functional as F

# images, rows, columns, channels in, channels out, size and step of the windows
CASES = [
    (2, 8, 8, 1, 3, 3, 2),
    (1, 7, 5, 2, 4, 3, 2),
    (2, 6, 9, 3, 2, 4, 3),
    (1, 5, 5, 2, 2, 2, 1),
    (1, 4, 6, 2, 1, 1, 2),
]


def numbers(function, factor, shift, *shape):
    n = math.prod(shape)
    values = [function(factor * k + shift) for k in range(n)]
    return torch.tensor(values, dtype=torch.float64).reshape(*shape).requires_grad_()


def zeros(n, size, step):
    total = max((math.ceil(n / step) - 1) * step + size - n, 0)
    return total // 2, total - total // 2


def convolution(x, kernel, rows, columns, size, step):
    top, bottom = zeros(rows, size, step)
    left, right = zeros(columns, size, step)
    padded = F.pad(x.permute(0, 3, 1, 2), (left, right, top, bottom))
    return F.conv2d(padded, kernel.permute(3, 2, 0, 1).contiguous(), stride=step).permute(0, 2, 3, 1)


def transposed(x, kernel, rows, columns, size, step):
    top, _ = zeros(rows, size, step)
    left, _ = zeros(columns, size, step)
    full = F.conv_transpose2d(x.permute(0, 3, 1, 2).contiguous(), kernel.permute(3, 2, 0, 1).contiguous(), stride=step)
    enough = F.pad(full, (0, max(left + columns - full.shape[3], 0), 0, max(top + rows - full.shape[2], 0)))
    return enough[:, :, top : top + rows, left : left + columns].permute(0, 2, 3, 1)


def main():
    results = {"_": f"Written by make_convolutions.py, PyTorch {torch.__version__.split('+')[0]}."}
    for number, (images, rows, columns, cin, cout, size, step) in enumerate(CASES):
        small = (math.ceil(rows / step), math.ceil(columns / step))
        for what, function, (h, w) in [
            ("convolution", convolution, (rows, columns)),
            ("transposed", transposed, small),
        ]:
            x = numbers(math.sin, 0.7, 0.1, images, h, w, cin)
            shape = (size, size, cin, cout) if what == "convolution" else (size, size, cout, cin)
            kernel = numbers(math.cos, 1.3, 0.2, *shape)
            bias = numbers(math.sin, 0.5, 0.3, cout)
            y = function(x, kernel, rows, columns, size, step) + bias
            g = numbers(math.cos, 0.3, 0.4, *y.shape)
            (y * g).sum().backward()
            sizes = torch.tensor([images, rows, columns, cin, cout, size, step])
            for of, tensor in [("sizes", sizes), ("y", y), ("x", x.grad), ("weight", kernel.grad), ("bias", bias.grad)]:
                results[f"{what}.{number}.{of}"] = tensor.detach().double().flatten().tolist()
    print("{\n" + ",\n".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in results.items()) + "\n}")


main()
