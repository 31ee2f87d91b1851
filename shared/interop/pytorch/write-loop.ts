import type { TrainingSettings } from '../../document/schema';
import { snakeCase } from './names';
import { functionLines, indented, stringLiteral } from './text';
import type { TrainSource } from './train-source';

/** What simulated 16 bits do around a step; nothing where numbers stay in 32 bits. */
interface HalfLines {
  readonly before: readonly string[];
  /** The loss that goes back. */
  readonly scaled: (loss: string) => string;
  readonly gradients: readonly string[];
  readonly after: readonly string[];
  /** The scale's name; null where there is none. */
  readonly scale: string | null;
}

const NO_HALVES: HalfLines = {
  before: [],
  scaled: (loss) => `(${loss})`,
  gradients: [],
  after: [],
  scale: null,
};

/** Gradients without NaN and infinity. */
const ALL_FINITE = 'all(weight.grad.isfinite().all() for weight in weights)';

/** The largest scale that float32 can divide exactly, as the app has it. */
const LARGEST_SCALE = 2 ** 24;

function halfLines(settings: TrainingSettings): HalfLines {
  const { precision, roundGradients, roundWeights, lossScaling, lossScale, growthInterval } =
    settings;
  if (precision === 'float32') return NO_HALVES;
  const type = `torch.${precision}`;
  const isScaled = lossScaling !== 'none';
  const isDynamic = lossScaling === 'dynamic';
  const roundAll = [
    'with torch.no_grad():',
    '    for weight in weights:',
    `        weight.copy_(weight.to(${type}))`,
  ];
  return {
    before: [
      ...(roundGradients
        ? [
            '# Gradients of weights as 16 bits keep them, before they are added up.',
            'for weight in weights:',
            `    weight.register_hook(lambda gradient: gradient.to(${type}).to(gradient.dtype))`,
          ]
        : []),
      ...(roundWeights ? roundAll : []),
      ...(isScaled ? [`scale = ${lossScale}`] : []),
      ...(isDynamic ? ['good_steps = 0'] : []),
    ],
    scaled: (loss) => (isScaled ? `(scale * ${loss})` : `(${loss})`),
    gradients: [
      ...(isScaled ? ['for weight in weights:', '    weight.grad /= scale'] : []),
      ...(isDynamic
        ? [
            `if math.isfinite(loss) and scale > 1 and not ${ALL_FINITE}:`,
            '    # An overflow: the step is left out.',
            '    scale, good_steps = max(1, scale / 2), 0',
            '    losses.append(loss)',
            '    continue',
            'good_steps += 1',
            `if good_steps == ${growthInterval}:`,
            `    scale, good_steps = min(${LARGEST_SCALE}, 2 * scale), 0`,
          ]
        : []),
    ],
    after: roundWeights ? roundAll : [],
    scale: isScaled ? 'scale' : null,
  };
}

/** Forward and backward; gradients of several batches are added up where they are accumulated. */
function passLines(source: TrainSource, { scaled }: HalfLines): readonly string[] {
  const { settings, hasAugmentations, isWeighted, gathersTraining } = source;
  const isAccumulated = settings.accumulation > 1;
  const features = hasAugmentations
    ? 'augmented(data.features[own], own, data)'
    : 'data.features[own]';
  const weights = isWeighted ? ', sample_weights' : '';
  const pass = [
    `own = share_of(${isAccumulated ? 'part' : 'rows'})`,
    'targets = data.targets[own]',
    `outputs, own_loss = batch_loss(model, ${features}, targets, len(rows)${weights})`,
    `${scaled('count * own_loss')}.backward()`,
  ];
  return isAccumulated
    ? [
        'loss, parts = 0.0, []',
        'for part in rows.split(BATCH_SIZE):',
        ...indented([
          ...pass,
          'loss += over_processes(own_loss.detach()).item()',
          'parts.append((outputs.detach(), targets))',
        ]),
        'outputs, targets = (torch.cat(each) for each in zip(*parts))',
        ...(gathersTraining ? ['seen.append((outputs, targets))'] : []),
      ]
    : [
        ...pass,
        'loss = over_processes(own_loss.detach()).item()',
        ...(gathersTraining ? ['seen.append((outputs.detach(), targets))'] : []),
      ];
}

/** Of the next update, as its schedule makes it. */
const rateOf = ({ hasSchedule, watchesLoss }: TrainSource): string =>
  hasSchedule
    ? `LEARNING_RATE * rate_factor(step, steps_per_epoch, EPOCHS * steps_per_epoch${watchesLoss ? ', history' : ''})`
    : 'LEARNING_RATE';

const rateLines = (source: TrainSource): readonly string[] =>
  source.hasSchedule
    ? [`rate = ${rateOf(source)}`, 'for group in optimizer.param_groups:', '    group["lr"] = rate']
    : [];

/** One update, from the rows of a batch. */
function stepLines(source: TrainSource, halves: HalfLines): readonly string[] {
  const { settings, optimizer, hasPenalties, hasSchedule } = source;
  const rate = hasSchedule ? 'rate' : 'LEARNING_RATE';
  return [
    'if step == steps:',
    '    end_epoch()',
    '    return',
    ...rateLines(source),
    '# Not None: a weight from which nothing leads to the loss has a gradient of 0.',
    'for weight in weights:',
    '    weight.grad = torch.zeros_like(weight)',
    'step += 1',
    'if recorder:',
    `    recorder.begin_step(step${halves.scale === null ? '' : `, ${halves.scale}`})`,
    ...passLines(source, halves),
    ...halves.gradients,
    `if not (math.isfinite(loss) and ${ALL_FINITE}):`,
    '    if recorder:',
    '        recorder.saw_not_finite(rows, len(rows))',
    '    raise FloatingPointError(f"step {step}: the loss is {loss}, or a gradient is not finite")',
    'if recorder:',
    '    recorder.saw_gradients()',
    ...(settings.clipping === 'none' ? [] : ['clip(weights)']),
    ...(hasPenalties ? ['add_penalties(network)'] : []),
    ...(optimizer.weightDecay > 0
      ? [
          '# Decoupled: Loshchilov & Hutter (2019), algorithm 2.',
          'with torch.no_grad():',
          '    for weight in weights:',
          `        weight.mul_(1 - ${rate} * WEIGHT_DECAY)`,
        ]
      : []),
    'optimizer.step()',
    ...halves.after,
    'losses.append(loss)',
    'if recorder:',
    `    recorder.saw_update(loss, ${rate}, outputs, targets${halves.scale === null ? '' : `, ${halves.scale}`})`,
  ];
}

/** What early stopping goes by, as an expression of the figures of an epoch. */
const MONITORED: Readonly<
  Record<TrainingSettings['monitor'], (settings: TrainingSettings) => string>
> = {
  validationLoss: () => '(validation or training)["loss"]',
  trainingLoss: () => 'training["loss"]',
  metric: ({ monitorMetric }) =>
    `(validation or training)[${stringLiteral(snakeCase(monitorMetric.kind))}]`,
};

function stoppingLines({ settings, isHigherBetter }: TrainSource): readonly string[] {
  return [
    `value = ${MONITORED[settings.monitor](settings)}`,
    `gain = ${isHigherBetter ? 'value - best["value"]' : 'best["value"] - value'}`,
    'if gain > MINIMUM_CHANGE or (best["weights"] is None and not math.isnan(value)):',
    '    state = {name: tensor.clone() for name, tensor in network.state_dict().items()}',
    '    best = {"epoch": epoch, "step": step, "value": value, "weights": state}',
    'if epoch - best["epoch"] >= PATIENCE:',
    '    break',
  ];
}

function epochLines(source: TrainSource): readonly string[] {
  const { settings } = source;
  return [
    ...(source.gathersTraining
      ? [
          'outputs, targets = (joined(torch.cat(each)) for each in zip(*seen))',
          'training = {"loss": sum(losses) / len(losses), **measure(outputs, targets, data)}',
        ]
      : ['training = {"loss": sum(losses) / len(losses)}']),
    'validation = end_epoch()',
    ...(source.watchesLoss ? ['history.append((validation or training)["loss"])'] : []),
    'if process()[0] == 0:',
    '    print(f"epoch {epoch}: training {training}" + (f", validation {validation}" if validation else ""))',
    ...(settings.earlyStopping ? stoppingLines(source) : []),
  ];
}

/** The function that trains. */
export function loopLines(source: TrainSource): readonly string[] {
  const { settings, optimizer, isWeighted, hasSchedule, watchesLoss, isHigherBetter } = source;
  const halves = halfLines(settings);
  const rows = settings.accumulation > 1 ? 'BATCH_SIZE * ACCUMULATION' : 'BATCH_SIZE';
  const wide = settings.accumulation > 1 ? `(${rows})` : rows;
  const sampleWeights = isWeighted ? ', sample_weights' : '';
  const body = [
    '_, count = process()',
    '# Its gradients are means over the processes, of which each has a share of the rows.',
    'model = DistributedDataParallel(network, find_unused_parameters=True) if count > 1 else network',
    'weights = [weight for weight in network.parameters() if weight.requires_grad]',
    `optimizer = ${optimizer.made}`,
    ...(isWeighted ? ['sample_weights = class_weights(data)'] : []),
    ...(settings.shuffle ? ['generator = torch.Generator().manual_seed(SEED)'] : []),
    ...(hasSchedule ? [`steps_per_epoch = math.ceil(len(data.training) / ${wide})`] : []),
    'step = 0',
    ...(watchesLoss ? ['history = []'] : []),
    ...(settings.earlyStopping
      ? [
          `best = {"epoch": 0, "step": 0, "value": ${isHigherBetter ? '-math.inf' : 'math.inf'}, "weights": None}`,
        ]
      : []),
    ...halves.before,
    '',
    'def loss_of(rows, count):',
    ...indented([
      `return batch_loss(network, data.features[rows], data.targets[rows], count${sampleWeights})[1]`,
    ]),
    '',
    'def end_epoch():',
    ...indented([
      'if not len(data.validation):',
      '    if recorder:',
      '        recorder.saw_no_validation()',
      '    return None',
      'outputs, targets = predict(network, data, data.validation)',
      'figures = figures_of(outputs, targets, data)',
      'if recorder:',
      '    recorder.saw_validation(figures, outputs, targets)',
      'return figures',
    ]),
    '',
    'if recorder:',
    `    rate = ${rateOf(source)}`,
    `    recorder.begin(data, loss_of, lambda outputs, targets: measure(outputs, targets, data), rate, steps${halves.scale === null ? '' : `, ${halves.scale}`})`,
    '    end_epoch()',
    'for epoch in range(1, EPOCHS + 1):',
    ...indented([
      'network.train()',
      settings.shuffle
        ? 'order = data.training[torch.randperm(len(data.training), generator=generator)]'
        : 'order = data.training',
      'losses = []',
      ...(source.gathersTraining ? ['seen = []'] : []),
      `for rows in order.split(${rows}):`,
      ...indented(stepLines(source, halves)),
      ...epochLines(source),
    ]),
    ...(settings.earlyStopping
      ? [
          'if best["weights"]:',
          '    network.load_state_dict(best["weights"])',
          '    if recorder:',
          '        recorder.restored(best["step"])',
        ]
      : []),
  ];
  return functionLines(
    'train(network, data, recorder=None, steps=None)',
    'Trains to the last epoch, or so many steps.',
    body,
  );
}
