import { LOSSES } from '../../catalogue/losses';
import type { PreparedData } from '../../data/prepared-data';
import type { ProjectDocument, TrainingSettings } from '../../document/schema';
import { definitionLines } from './definitions';
import { lossLines } from './losses';
import type { NetworkPlan } from './plan';
import { scheduleLines } from './schedules';
import { functionLines, indented, stringLiteral } from './text';
import { type TrainSource, trainSource } from './train-source';
import { loopLines } from './write-loop';

function constantLines({ settings, optimizer }: TrainSource): readonly string[] {
  const { clipping, labelSmoothing } = settings;
  const facts: readonly (readonly [string, number, boolean])[] = [
    ['SEED', settings.seed, true],
    ['EPOCHS', settings.epochs, true],
    ['BATCH_SIZE', settings.batchSize, true],
    // Gradients of so many batches are added up before a step.
    ['ACCUMULATION', settings.accumulation, settings.accumulation > 1],
    ['LEARNING_RATE', settings.learningRate, true],
    ['WEIGHT_DECAY', optimizer.weightDecay, optimizer.weightDecay > 0],
    ['CLIPPING_LIMIT', settings.clippingLimit, clipping !== 'none'],
    ['LABEL_SMOOTHING', labelSmoothing, labelSmoothing > 0],
    ['PATIENCE', settings.patience, settings.earlyStopping],
    ['MINIMUM_CHANGE', settings.minimumChange, settings.earlyStopping],
  ];
  return facts.filter(([, , isNeeded]) => isNeeded).map(([name, value]) => `${name} = ${value}`);
}

/** Class weights as a function of data: n ÷ (K·n_c), or the given ones. */
function classWeightLines({ settings, data }: TrainSource): readonly string[] {
  const { classWeighting, classWeights } = settings;
  if (classWeighting === 'given') {
    return functionLines('class_weights(data)', 'What a sample of each class counts.', [
      `return torch.tensor([${classWeights.map(String).join(', ')}], dtype=torch.float32, device=data.targets.device)`,
    ]);
  }
  const classes = data.shape.classNames.length;
  return functionLines(
    'class_weights(data)',
    'n ÷ (K·n_c): every class counts as much as any other (King & Zeng 2001).',
    [
      'truths = truths_of(data.targets[data.training], data)',
      `counts = torch.bincount(truths, minlength=${classes}).float()`,
      'weights = len(truths) / ((counts > 0).sum() * counts)',
      'return torch.where(counts > 0, weights, torch.zeros_like(weights))',
    ],
  );
}

/** `training_losses`: the losses with what training makes of targets. */
function trainingLossLines({
  settings,
  data,
  outcomes,
  isWeighted,
}: TrainSource): readonly string[] {
  const isSoft = outcomes > 0;
  if (!isSoft && !isWeighted) return [];
  const soft = isSoft
    ? [`softer = (1 - LABEL_SMOOTHING) * targets + LABEL_SMOOTHING / ${outcomes}`]
    : [];
  const losses = `losses_of(outputs, ${isSoft ? 'softer' : 'targets'})`;
  const isSigns = LOSSES.get(settings.loss.kind).targets === 'signs';
  const shares = isSigns ? '((targets + 1) / 2)' : 'targets';
  const weighted =
    data.targetShape[0] === 1
      ? [
          `shares = ${shares}[:, 0]`,
          `return ${losses} * (weights[0] + shares * (weights[1] - weights[0]))`,
        ]
      : [`return ${losses} * (${shares} * weights).sum(dim=1)`];
  return functionLines(
    `training_losses(outputs, targets${isWeighted ? ', weights' : ''})`,
    'The same while training; validation is measured without what stands here.',
    [...soft, ...(isWeighted ? weighted : [`return ${losses}`])],
  );
}

const CLIPPINGS: Readonly<Record<TrainingSettings['clipping'], readonly string[]>> = {
  none: [],
  value: ['for weight in weights:', '    weight.grad.clamp_(-CLIPPING_LIMIT, CLIPPING_LIMIT)'],
  norm: [
    'for weight in weights:',
    '    norm = weight.grad.norm().item()',
    '    if norm > CLIPPING_LIMIT:',
    '        weight.grad.mul_(CLIPPING_LIMIT / norm)',
  ],
  globalNorm: [
    'norm = math.sqrt(sum(weight.grad.double().square().sum().item() for weight in weights))',
    'if norm > CLIPPING_LIMIT:',
    '    for weight in weights:',
    '        weight.grad.mul_(CLIPPING_LIMIT / norm)',
  ],
};

function penaltyLines({ settings, plan }: TrainSource): readonly string[] {
  const own = plan.weights.filter(
    ({ spec, penalty }) => spec.shape.length > 1 && spec.trainable && penalty.l1 + penalty.l2 > 0,
  );
  const table = own.map(
    ({ tensor, penalty }) => `${stringLiteral(tensor)}: (${penalty.l1}, ${penalty.l2}),`,
  );
  return [
    '# L1 and L2 of single layers, beside those for all.',
    ...(table.length > 0 ? ['OWN_PENALTIES = {', ...indented(table), '}'] : ['OWN_PENALTIES = {}']),
    '',
    '',
    ...functionLines(
      'add_penalties(network)',
      'Adds the gradients of ½·l2·w² and l1·|w|. Kernels are penalised; biases, which have one axis, are not.',
      [
        'for name, weight in network.named_parameters():',
        '    if weight.dim() < 2 or weight.grad is None:',
        '        continue',
        '    l1, l2 = OWN_PENALTIES.get(name, (0, 0))',
        `    weight.grad += (${settings.l2} + l2) * weight + (${settings.l1} + l1) * weight.sign()`,
      ],
      ['@torch.no_grad()'],
    ),
  ];
}

function evaluateLines({ metrics, isWeighted, outcomes }: TrainSource): readonly string[] {
  const losses = isWeighted || outcomes > 0 ? 'training_losses' : 'losses_of';
  const weights = isWeighted ? ', sample_weights' : '';
  return [
    ...functionLines(
      `batch_loss(network, features, targets, count${weights})`,
      'Outputs, and what these rows add to the mean loss of `count` rows.',
      [
        'outputs = network(features)',
        `return outputs, ${losses}(outputs, targets${weights}).sum() / count`,
      ],
    ),
    ...functionLines(
      'predict(network, data, rows)',
      'Outputs and targets of rows, outside of training; each process computes its share.',
      [
        'network.eval()',
        'own = share_of(rows)',
        'parts = own.split(max(BATCH_SIZE, 256))',
        'outputs = torch.cat([network(data.features[part]) for part in parts])',
        'return joined(outputs), joined(data.targets[own])',
      ],
      ['@torch.no_grad()'],
    ),
    ...functionLines(
      'figures_of(outputs, targets, data)',
      'Mean loss and metrics of some samples.',
      [
        'return {"loss": losses_of(outputs, targets).mean().item(), **measure(outputs, targets, data)}',
      ],
    ),
    ...functionLines('measure(outputs, targets, data)', 'The metrics of some samples.', [
      'truths, predictions = truths_of(targets, data), predictions_of(outputs, data)',
      `return ${metrics.measured}`,
    ]),
  ];
}

const HEAD = [
  '"""Trains the network of model.py on the data of data.py as the project says.',
  '',
  '    python3 train.py                                  from fresh weights',
  '    python3 train.py --weights weights.safetensors    from saved ones',
  '    torchrun --nproc_per_node=2 train.py              on two processes, which share every batch',
  '"""',
  '',
  'import argparse',
  'import math',
  'import os',
  'from pathlib import Path',
  '',
  'import torch',
];

const MAIN = [
  'def main():',
  ...indented([
    'parser = argparse.ArgumentParser(description="Trains the network as the project says.")',
    'parser.add_argument("--weights", help="safetensors file to start from instead of fresh weights")',
    'parser.add_argument("--steps", type=int, help="stop after so many steps")',
    'parser.add_argument("--record", default="run.vprun", help="run file, which the app opens (default: run.vprun)")',
    'parser.add_argument("--out", default="trained.safetensors", help="where the weights go (default: trained.safetensors)")',
    'parser.add_argument("--device", help="where to train, for example cpu (default: a GPU where there is one)")',
    'arguments = parser.parse_args()',
    'name = arguments.device or ("cuda" if torch.cuda.is_available() else "cpu")',
    'if name == "cuda":',
    '    own, count = int(os.environ.get("LOCAL_RANK", 0)), torch.cuda.device_count()',
    '    if own >= count:',
    '        parser.error(f"each process needs its own GPU, of {count}: start fewer, or pass --device cpu")',
    '    name = f"cuda:{own}"',
    '    torch.cuda.set_device(name)',
    '# 32-bit floats throughout, as in the app. True is faster on recent GPUs and keeps 10 of the 23 bits.',
    'torch.backends.cudnn.allow_tf32 = False',
    'if int(os.environ.get("WORLD_SIZE", 1)) > 1:',
    '    distributed.init_process_group("nccl" if name.startswith("cuda") else "gloo")',
    'rank, _ = process()',
    'network = Network()',
    'network.initialise(SEED)',
    'if arguments.weights:',
    '    load_weights(network, arguments.weights)',
    'network.to(name)',
    'data = load_data()',
    'data = type(data)(*(tensor.to(name) for tensor in data))',
    '# Masks and noise of each process are its own.',
    'torch.manual_seed(SEED + rank)',
    'try:',
    '    with Recorder(network, LAYERS, arguments.record) as recorder:',
    '        train(network, data, recorder, arguments.steps)',
    'finally:',
    '    if rank == 0:',
    '        save_weights(network, Path(arguments.out))',
  ]),
  '',
  '',
  'if __name__ == "__main__":',
  '    main()',
  '',
];

/** `train.py`. */
export function writeTrain(
  { training: settings }: ProjectDocument,
  data: PreparedData,
  plan: NetworkPlan,
): string {
  const source = trainSource(settings, data, plan);
  const {
    optimizer,
    metrics,
    hasPenalties,
    hasAugmentations,
    hasSchedule,
    isWeighted,
    watchesLoss,
  } = source;
  const clipping = CLIPPINGS[settings.clipping];
  const body = [
    `from data import ${hasAugmentations ? 'augmented, ' : ''}load_data`,
    'from model import LAYERS, Network',
    'from recorder import Recorder, joined, over_processes, process, share_of',
    'from tensor_file import load_weights, save_weights',
    '',
    ...constantLines(source),
    '',
    '',
    ...functionLines(
      'losses_of(outputs, targets)',
      'The loss of each sample; both [batch, outputs].',
      lossLines(settings.loss),
    ),
    ...metrics.readers,
    ...(isWeighted ? classWeightLines(source) : []),
    ...trainingLossLines(source),
    ...definitionLines([...metrics.definitions, ...optimizer.definitions]),
    ...evaluateLines(source),
    ...(hasSchedule
      ? functionLines(
          `rate_factor(step, steps_per_epoch, total_steps${watchesLoss ? ', history' : ''})`,
          `What the learning rate is multiplied by. Steps count from 0${watchesLoss ? '; history holds the loss of each epoch' : ''}.`,
          scheduleLines(settings.schedule, settings.warmupEpochs),
        )
      : []),
    ...(clipping.length > 0
      ? functionLines('clip(weights)', 'Keeps gradients within the limit.', clipping)
      : []),
    ...(hasPenalties ? penaltyLines(source) : []),
    ...loopLines(source),
    ...MAIN,
  ];
  const usesFunctions = body.some((line) => /\bF\./.test(line));
  const imports = [
    ...(usesFunctions ? ['import torch.nn.functional as F'] : []),
    'from torch import distributed',
    'from torch.nn.parallel import DistributedDataParallel',
  ];
  return [...HEAD, ...imports, '', ...body].join('\n');
}
