import { Center, EmptyState } from '@mantine/core';
import { Unplug } from 'lucide-react';
import { useEffect, useState } from 'react';
import { hostWords } from '../host/words';
import { useWords } from '../i18n/i18n';

/** A word sooner would only flicker: the host answers within this time. */
const PATIENCE_MS = 600;

/** Before the host answered: nothing at first, then that it takes long, or that it failed and what to do. */
export function StartupScreen({ failed }: { readonly failed: boolean }) {
  const t = useWords(hostWords);
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!failed && !late) return null;
  return (
    <Center h="100%" component="main">
      {failed ? (
        <EmptyState
          icon={<Unplug size={24} />}
          title={t('unreachableTitle')}
          description={t('unreachableText')}
        />
      ) : (
        <EmptyState title={t('starting')} />
      )}
    </Center>
  );
}
