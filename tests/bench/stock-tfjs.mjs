// Times a training step of the benchmark's networks in tfjs's own layers API, as shipped; one JSON line a network. CPU
// time of the process, so that a busy machine disturbs less.
// Run: node tests/bench/stock-tfjs.mjs [wasm|cpu]
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import process from 'node:process';
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';

const backend = process.argv[2] ?? 'wasm';

/** A convolution of 3 × 3 that keeps the size, and a pooling that halves it. */
const halved = (/** @type {number} */ filters) => [
  tf.layers.conv2d({ filters, kernelSize: 3, padding: 'same', activation: 'relu' }),
  tf.layers.maxPooling2d({ poolSize: 2 }),
];

const WORKLOADS = [
  { name: '2-8-8-2, batch 32', sizes: [2, 8, 8, 2], batch: 32 },
  { name: '100-20×100-10, batch 64', sizes: [100, ...new Array(20).fill(100), 10], batch: 64 },
  { name: '784-256-256-10, batch 128', sizes: [784, 256, 256, 10], batch: 128 },
  {
    name: '28×28 conv 8, conv 16, dense, batch 32',
    sizes: [784, 10],
    batch: 32,
    before: () => [
      tf.layers.reshape({ targetShape: [28, 28, 1], inputShape: [784] }),
      ...halved(8),
      ...halved(16),
      tf.layers.flatten(),
    ],
  },
  {
    name: '50 steps, LSTM 64, dense, batch 32',
    sizes: [100, 10],
    batch: 32,
    before: () => [
      tf.layers.reshape({ targetShape: [50, 2], inputShape: [100] }),
      tf.layers.lstm({ units: 64 }),
    ],
  },
];

const packageFile = createRequire(import.meta.url).resolve(
  '@tensorflow/tfjs-backend-wasm/package.json',
);
setWasmPaths(`${join(dirname(packageFile), 'dist')}/`);
tf.enableProdMode();
await tf.setBackend(backend);

const cpuMs = () => process.cpuUsage().user / 1000;

/** @param {(typeof WORKLOADS)[number]} workload */
async function measure({ sizes, batch, before = () => [] }) {
  const model = tf.sequential();
  for (const layer of before()) model.add(layer);
  sizes.slice(1).forEach((units, index) => {
    const activation = index + 2 < sizes.length ? 'relu' : 'softmax';
    const isFirst = model.layers.length === 0;
    const inputShape = isFirst ? { inputShape: [sizes[index]] } : {};
    model.add(tf.layers.dense({ units, activation, ...inputShape }));
  });
  model.compile({ optimizer: tf.train.adam(1e-4), loss: 'categoricalCrossentropy' });
  const x = tf.randomNormal([batch, sizes[0]]);
  const classes = sizes[sizes.length - 1];
  const y = tf.oneHot(tf.randomUniform([batch], 0, classes, 'int32'), classes).toFloat();
  /** @param {number} milliseconds */
  const block = async (milliseconds) => {
    const start = cpuMs();
    let steps = 0;
    while (cpuMs() - start < milliseconds) {
      await model.trainOnBatch(x, y);
      steps += 1;
    }
    return (cpuMs() - start) / steps;
  };
  await block(300);
  const times = [];
  for (let count = 0; count < 5; count += 1) times.push(await block(500));
  times.sort((a, b) => a - b);
  return times[2];
}

for (const workload of WORKLOADS) {
  try {
    console.log(JSON.stringify({ workload: workload.name, ms: await measure(workload) }));
  } catch (error) {
    // As shipped, wasm has no kernels for the gradients of a convolution.
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    console.log(JSON.stringify({ workload: workload.name, ms: null, reason }));
  }
}
