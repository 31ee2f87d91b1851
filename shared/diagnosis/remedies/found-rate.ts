import { setTraining } from '../../document/edits';
import {
  HIGHEST_RATE,
  LOWEST_RATE,
  rateTestOf,
  readTest,
  roundedRate,
  TEST_STEPS,
} from '../../telemetry/rate-finder';
import { fillText } from '../../text/text';
import type { MeasuredRemedy } from '../remedy';

/** The learning-rate range test as a remedy (Smith 2017, section 3.3). */
export const foundRate: MeasuredRemedy = {
  kind: 'foundRate',
  label: {
    en: 'The learning rate that a range test suggests',
    zh: '采用学习率范围测试建议的值',
  },
  measurement: {
    label: fillText(
      {
        en: 'First a copy trains for {{steps}} steps, from a rate of {{low}} to {{high}}.',
        zh: '先用一份副本训练{{steps}}步，学习率从{{low}}升到{{high}}。',
      },
      { steps: TEST_STEPS, low: LOWEST_RATE.toExponential(), high: HIGHEST_RATE },
    ),
    none: {
      en: 'The test suggests none: the loss never fell, or exploded at once.',
      zh: '测试没有给出建议：损失始终没有下降，或一开始就发散。',
    },
    runOf: (document) => rateTestOf(document, TEST_STEPS),
  },
  applyMeasured({ document }, { telemetry, state }) {
    const { suggestion } = readTest(telemetry.series('steps'), state?.phase ?? 'stopped');
    if (suggestion === null) return document;
    return setTraining(document, { learningRate: roundedRate(suggestion) });
  },
};
