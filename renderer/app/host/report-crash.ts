import { crashFactsOf } from '../../../shared/crash-report';
import type { HostInput } from '../../../shared/host';
import { host } from './host';

/**
 * Has the host keep what may be kept of an error of the page. Where the host cannot be reached there is nobody to keep
 * it; that it is gone has a banner of its own.
 */
export function reportCrash(
  place: HostInput<'crashes.report'>['place'],
  error: unknown,
  stack?: string | null,
): void {
  const facts = crashFactsOf(error, stack ?? '');
  void host.call('crashes.report', { place, facts }).catch(() => undefined);
}
