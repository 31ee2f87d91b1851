"""Numbers rounded to 16 bits: PyTorch's float16 and bfloat16 tables, as the bits of float32."""

import torch

import common  # noqa: F401: numbers are float64 unless they say otherwise


def bits(x):
    return [int(v) & 0xFFFFFFFF for v in x.float().view(torch.int32).tolist()]


def numbers():
    generator = torch.Generator().manual_seed(7)
    exponents = torch.randint(-150, 128, (400,), generator=generator).double()
    signs = torch.randint(0, 2, (400,), generator=generator).double() * 2 - 1
    spread = signs * (1 + torch.rand(400, generator=generator, dtype=torch.float64)) * 2.0 ** exponents
    near = (torch.rand(200, generator=generator, dtype=torch.float64) - 0.5) * 2.0 ** torch.randint(-26, 17, (200,), generator=generator).double()
    halves = torch.tensor([0.0, -0.0, 1.0, -1.0, 65504.0, 65519.996, 65520.0, -65520.0, 65536.0, 6.103515625e-05, 6.097555160522461e-05, 5.960464477539063e-08, 2.9802322387695312e-08, 2.980232594040899e-08, 8.940696716308594e-08, 1 + 2.0**-11, 1 + 3 * 2.0**-11, 1 + 2.0**-11 + 2.0**-23, 1 + 2.0**-8, 1 + 3 * 2.0**-8, 1 + 2.0**-8 + 2.0**-23, 3.3895313892515355e38, 3.3961775292304601e38, 3.4028234663852886e38, 1.1754943508222875e-38, 9.183549615799121e-41, 4.591774807899561e-41, 4.59177620920e-41, 1.401298464324817e-45, float("inf"), float("-inf"), float("nan")])
    return torch.cat([halves, near, spread]).float()


def cases():
    x = numbers()
    return [
        {"format": name, "from": bits(x), "to": bits(x.to(kind).float())}
        for name, kind in (("float16", torch.float16), ("bfloat16", torch.bfloat16))
    ]
