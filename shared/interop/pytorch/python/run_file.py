import hashlib
import json
import math
import os
import struct
from contextlib import suppress

import torch


def float_bytes(tensor):
    """The numbers of a tensor, row by row, as little-endian 32-bit floats."""
    content = bytearray(4 * tensor.numel())
    if content:
        torch.frombuffer(content, dtype=torch.float32).copy_(tensor.detach().flatten())
    return content


def encode_message(message):
    """A value as the app reads it: the length of a JSON header, the header, then the numbers of the tensors in it."""
    parts, length = [], 0

    def header_of(value):
        nonlocal length
        if isinstance(value, torch.Tensor):
            content = float_bytes(value)
            content += bytes(-len(content) % 8)
            parts.append(content)
            length += len(content)
            return {"$bytes": ["Float32Array", length - len(content), value.numel()]}
        if isinstance(value, dict):
            return {key: header_of(inner) for key, inner in value.items()}
        return [header_of(inner) for inner in value] if isinstance(value, (list, tuple)) else value

    header = json.dumps(header_of(message), allow_nan=False).encode()
    header += b" " * (-(4 + len(header)) % 8)
    return b"".join([struct.pack("<I", len(header)), header, *parts])


def encode_run(version, summary, body):
    """The bytes of a run file: a header with the lengths and hashes of two parts, and both."""
    summary, body = encode_message(summary), encode_message(body)
    hashes = [hashlib.sha256(part).digest() for part in [summary, body]]
    lengths = struct.pack("<IIQ", version, len(summary), len(body))
    return b"".join([b"VPRUN\r\n\x1a", lengths, *hashes, summary, body])


def write_atomically(path, content):
    """Whoever reads the file meanwhile sees the old one or the new one, never half of one."""
    beside = f"{path}.{os.getpid()}.part"
    try:
        with open(beside, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except OSError:
        # Half a file is of no use to anybody, least of all on a full disk.
        with suppress(OSError):
            os.remove(beside)
        raise


def finite(value):
    """A number that JSON has, or None."""
    return value if value is not None and math.isfinite(value) else None


def app_order(state, route):
    """The numbers of a weight as the app has them: channels last, inputs first, gates in its own order."""
    shape, axes, gates = route["shape"], route["axes"], route["gates"]
    values = state[route["tensor"]].detach().cpu().reshape([shape[axis] for axis in axes])
    if gates:
        axis = axes.index(len(shape) - 1)
        blocks = values.chunk(len(gates), dim=axis)
        values = torch.cat([blocks[gates.index(gate)] for gate in range(len(gates))], dim=axis)
    return values.permute([axes.index(axis) for axis in range(len(shape))])
