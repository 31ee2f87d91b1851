import { Button } from '@mantine/core';
import { ACTIVATIONS } from '../../shared/catalogue/activations';
import { valuesOfChoice } from '../../shared/catalogue/catalogues';
import { INITIALIZERS } from '../../shared/catalogue/initializers';
import type { WeightSpec } from '../../shared/catalogue/layer';
import { setNodeParameters } from '../../shared/document/edits';
import type { Choice } from '../../shared/document/schema';
import { useJoined, useSay, useWords } from '../app/i18n/i18n';
import { editViewed } from '../app/state/opened-store';
import { formatNumber } from '../monitor/scale';
import classes from './form.module.css';
import { inspectorWords } from './words';

/** Expected mean and spread of a weight when training starts, from the initializer's own formula. */
export function InitializerMoments({ weight }: { readonly weight: WeightSpec }) {
  const t = useWords(inspectorWords);
  const say = useSay();
  const joined = useJoined();
  const definition = INITIALIZERS.find(weight.initializer.kind);
  if (!definition) return null;
  const values = valuesOfChoice(INITIALIZERS, weight.initializer) as never;
  const { mean, variance } = definition.moments(weight, values);
  const gainRule = joined(t('gainRule'), say(definition.gainRule));
  if (definition.fromData) {
    return <p className={classes.text}>{joined(t('fromData'), gainRule)}</p>;
  }
  return (
    <p className={classes.text}>
      {joined(
        t('moments', {
          mean: formatNumber(mean),
          deviation: formatNumber(Math.sqrt(variance)),
          variance: formatNumber(variance),
          fanIn: weight.fanIn.toLocaleString('en-US'),
          fanOut: weight.fanOut.toLocaleString('en-US'),
        }),
        gainRule,
      )}
    </p>
  );
}

interface RecommendationProps {
  readonly node: string;
  readonly activation: Choice;
  readonly initializer: Choice;
}

/** The initializer that suits the activation, where another one is set. */
export function Recommendation({ node, activation, initializer }: RecommendationProps) {
  const t = useWords(inspectorWords);
  const say = useSay();
  const kind = ACTIVATIONS.find(activation.kind)?.recommendedInitializer;
  const recommended = kind === undefined ? undefined : INITIALIZERS.find(kind);
  if (!recommended || familyOf(recommended.kind) === familyOf(initializer.kind)) return null;
  const use = () =>
    editViewed((document) =>
      setNodeParameters(document, node, {
        kernelInitializer: { kind: recommended.kind, parameters: {} },
      }),
    );
  return (
    <p className={classes.text}>
      {t('recommended', { initializer: say(recommended.label) })}{' '}
      <Button size="compact-xs" variant="subtle" onClick={use}>
        {t('useRecommended')}
      </Button>
    </p>
  );
}

/** He uniform and He normal have the same variance: either serves. */
const familyOf = (kind: string): string => kind.replace(/(Uniform|Normal)$/, '');
