// Times a training step of the benchmark's networks in tfjs's own layers API on the backend wasm, as shipped. CPU
// time of the process, so that a busy machine disturbs less. Run: node tests/bench/stock-tfjs.mjs
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';

const WORKLOADS = [
  { name: '2-8-8-2, batch 32', sizes: [2, 8, 8, 2], batch: 32 },
  { name: '100-20×100-10, batch 64', sizes: [100, ...new Array(20).fill(100), 10], batch: 64 },
  { name: '784-256-256-10, batch 128', sizes: [784, 256, 256, 10], batch: 128 },
];

const packageFile = createRequire(import.meta.url).resolve(
  '@tensorflow/tfjs-backend-wasm/package.json',
);
setWasmPaths(`${join(dirname(packageFile), 'dist')}/`);
tf.enableProdMode();
await tf.setBackend('wasm');

const cpuMs = () => process.cpuUsage().user / 1000;

for (const { name, sizes, batch } of WORKLOADS) {
  const model = tf.sequential();
  sizes.slice(1).forEach((units, index) => {
    const activation = index + 2 < sizes.length ? 'relu' : 'softmax';
    model.add(tf.layers.dense({ units, activation, inputShape: [sizes[index]] }));
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
  console.log(`${name}: ${times[2].toFixed(3)} ms`);
}
