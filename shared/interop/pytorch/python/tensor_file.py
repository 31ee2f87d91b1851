"""Reads and writes safetensors files of 32-bit floats with nothing but PyTorch: eight bytes with the header's length, a
JSON header that says where each tensor is, then the bytes of all tensors. Nothing in such a file can run.
"""

import json
import struct

import torch


def read_tensors(path):
    """All tensors of a file, by name."""
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        content = bytearray(file.read())
    tensors = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        if entry["dtype"] != "F32":
            raise ValueError(f"{path}: tensor {name} is of kind {entry['dtype']}; only F32 is read here")
        start, end = entry["data_offsets"]
        count = (end - start) // 4
        numbers = torch.frombuffer(content, dtype=torch.float32, count=count, offset=start) if count else torch.empty(0)
        tensors[name] = numbers.reshape(entry["shape"])
    return tensors


def write_tensors(path, tensors):
    """Writes tensors by name."""
    header, parts, offset = {}, [], 0
    for name, tensor in tensors.items():
        content = tensor.detach().cpu().float().contiguous().numpy().tobytes()
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [offset, offset + len(content)]}
        parts.append(content)
        offset += len(content)
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + b"".join(parts))


def tensors_of(network):
    """Weights and statistics of a network, each once, also where several layers share it."""
    return {**dict(network.named_parameters()), **dict(network.named_buffers())}


@torch.no_grad()
def load_weights(network, path):
    """Puts the tensors of a file into a network; every one must be there, in its shape."""
    found = read_tensors(path)
    for name, tensor in tensors_of(network).items():
        if name not in found or found[name].shape != tensor.shape:
            raise ValueError(f"{path}: tensor {name} of shape {list(tensor.shape)} is missing")
        tensor.copy_(found[name])


def save_weights(network, path):
    write_tensors(path, tensors_of(network))
