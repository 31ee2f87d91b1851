import { defineAugmentation, type PictureChange } from '../augmentation';

/**
 * Turns a picture about its middle. Each pixel of the result is fetched from where it was (the inverse turn), between
 * four pixels weighted by nearness; outside is black.
 */
function turn({ from, to, height, width, channels }: PictureChange, radians: number): void {
  const cosine = Math.cos(radians);
  const sine = Math.sin(radians);
  const middleX = (width - 1) / 2;
  const middleY = (height - 1) / 2;
  to.fill(0);
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const x = cosine * (column - middleX) + sine * (row - middleY) + middleX;
      const y = cosine * (row - middleY) - sine * (column - middleX) + middleY;
      const left = Math.floor(x);
      const top = Math.floor(y);
      const at = (row * width + column) * channels;
      for (let corner = 0; corner < 4; corner += 1) {
        const sourceX = left + (corner & 1);
        const sourceY = top + (corner >> 1);
        if (sourceX < 0 || sourceX >= width || sourceY < 0 || sourceY >= height) continue;
        const weight = (1 - Math.abs(x - sourceX)) * (1 - Math.abs(y - sourceY));
        const source = (sourceY * width + sourceX) * channels;
        for (let channel = 0; channel < channels; channel += 1) {
          to[at + channel] += weight * from[source + channel];
        }
      }
    }
  }
}

export const rotate = defineAugmentation({
  kind: 'rotate',
  label: { en: 'Rotate', zh: '旋转' },
  summary: {
    en: 'Turns the picture about its middle by a random angle, interpolating between pixels.',
    zh: '以中心为轴随机旋转图片，像素间双线性插值。',
  },
  formula: {
    en: 'y(p) = x(R(−θ)·p), θ ~ U(−a, a), bilinear, black outside',
    zh: 'y(p) = x(R(−θ)·p)，θ ~ U(−a, a)，双线性插值，图外为黑色',
  },
  source: 'Simard, Steinkraus, Platt (2003), Best Practices for Convolutional Neural Networks, § 2',
  parameters: {
    degrees: {
      type: 'number',
      label: { en: 'Largest angle', zh: '最大角度' },
      help: { en: 'In degrees, to either side.', zh: '以度为单位，左右两个方向。' },
      default: 10,
      minimum: 0,
      maximum: 180,
    },
  },
  apply(change, { degrees }) {
    const angle = (2 * change.random.uniform() - 1) * degrees;
    turn(change, (angle * Math.PI) / 180);
  },
});
