import type { ProjectDocument } from '../../document/schema';
import { startsFromData } from './initializers';
import type { NetworkPlan } from './plan';
import { commentText } from './text';

/** A document's words in Markdown: none of its characters means anything there. */
const markdownText = (text: string): string =>
  commentText(text).replace(/[\\`*_{}[\]()#+.!|<>~&-]/g, '\\$&');

interface ReadmeFacts {
  readonly document: ProjectDocument;
  readonly plan: NetworkPlan;
  readonly hasWeights: boolean;
}

/** What differs from the app, each where it applies. */
function differences({ document, plan, hasWeights }: ReadmeFacts): readonly string[] {
  const { augmentations } = document.data;
  const kinds = new Set(plan.nodes.map(({ kind }) => kind));
  const isDrawn = ['dropout', 'spatialDropout', 'gaussianNoise'].some((kind) => kinds.has(kind));
  return [
    'Fresh weights have the project’s distributions, not its numbers: its random generator is another one.',
    ...(hasWeights ? [] : ['There is no `weights.safetensors`: the export named no run.']),
    'A script computes in PyTorch, so that last digits differ, and what rounding to 16 bits loses is not counted.',
    ...(document.training.shuffle ? ['Batches are shuffled in another order.'] : []),
    ...(isDrawn ? ['Masks and noise are drawn by PyTorch.'] : []),
    ...(augmentations.length > 0 ? ['Augmentations are drawn by PyTorch.'] : []),
    ...(plan.weights.some(({ spec }) => startsFromData(spec))
      ? [
          'Some weights start from data in the app (LSUV, swarm); here they are drawn as they are before that. Start from a weights file to have the app’s.',
        ]
      : []),
    ...(document.blocks.length > 0
      ? [
          'Blocks are written out: each layer inside one stands in the network under its path, below a remark that names the block.',
        ]
      : []),
  ];
}

/** `README.md`. */
export function writeReadme(facts: ReadmeFacts): string {
  const { document, hasWeights } = facts;
  const files = [
    ['model.py', 'the network, and how its weights are drawn'],
    ['train.py', 'training: loss, optimizer, schedule, metrics'],
    ['data.py, data.safetensors', 'the data as they were prepared and split'],
    [
      'recorder.py, run.json',
      'measures layers while training, into `run.vprun`, which Vanishing Point opens, also while it grows',
    ],
    ['tensor\\_file.py', 'reads and writes safetensors files'],
    ...(hasWeights ? [['weights.safetensors', 'the weights of the run that was exported']] : []),
  ];
  return [
    `# ${markdownText(document.name) || 'Network'}`,
    '',
    'PyTorch source of a Vanishing Point project. It needs Python 3.8 and PyTorch 1.13 or newer, and nothing else.',
    '',
    '```sh',
    'python3 train.py',
    ...(hasWeights ? ['python3 train.py --weights weights.safetensors'] : []),
    'torchrun --nproc_per_node=2 train.py',
    '```',
    '',
    '| File | What it is |',
    '| --- | --- |',
    ...files.map(([name, what]) => `| ${name} | ${what} |`),
    '',
    'The last line trains on two processes, which share every batch: `DistributedDataParallel` adds up their gradients, the',
    'recorder adds up what they measure, and the first one writes. Where there is a GPU it is used, one a process.',
    '',
    '## What differs from the app',
    '',
    ...differences(facts).map((one) => `- ${one}`),
    '',
  ].join('\n');
}
