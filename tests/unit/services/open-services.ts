import { expect, onTestFinished } from 'vitest';
import {
  createServices,
  type ServiceOptions,
  type Services,
} from '../../../main/services/services';
import {
  HOST_CALLS,
  type HostCallName,
  type HostInput,
  type HostOutput,
} from '../../../shared/host';
import { scratchFolder } from '../../support/scratch';

/** One window's view of services: calls by name, results parsed as a page parses them. */
export interface Window {
  readonly client: string;
  call<Name extends HostCallName>(name: Name, input: HostInput<Name>): Promise<HostOutput<Name>>;
  /** The kind of the failure that the call ends with; fails the test where it succeeds. */
  refusal<Name extends HostCallName>(name: Name, input: HostInput<Name>): Promise<string>;
}

export interface OpenedServices {
  readonly services: Services;
  readonly home: string;
  readonly logged: string[];
  window(client?: string): Window;
}

/** Real services over a folder of the test's own. */
export function openServices(options: Partial<ServiceOptions> = {}): OpenedServices {
  const home = options.home ?? scratchFolder();
  const logged: string[] = [];
  const services = createServices({
    host: 'server',
    version: '0.0.0',
    home,
    log: (line) => logged.push(line),
    ...options,
  });
  onTestFinished(() => services.close());
  return {
    services,
    home,
    logged,
    window: (client = 'window-1') => windowOf(services, client),
  };
}

function windowOf(services: Services, client: string): Window {
  return {
    client,
    async call(name, input) {
      const answer = await services.answer(name, input, 0, client);
      if (!answer.ok) throw new Error(`${name}: ${answer.failure.text.en}`);
      return HOST_CALLS[name].output.parse(answer.value) as never;
    },
    async refusal(name, input) {
      const answer = await services.answer(name, input, 0, client);
      expect(answer.ok, `${name} was not refused`).toBe(false);
      if (answer.ok) return '';
      expect(answer.failure.text.en).not.toContain('{{');
      expect(answer.failure.text.zh).not.toContain('{{');
      return answer.failure.kind;
    },
  };
}

/** A handle for a project of that name in the first folder. */
export async function place(window: Window, name: string): Promise<string> {
  const { folder } = await window.call('projects.browse', { folder: null });
  return (await window.call('projects.place', { folder, name })).handle;
}
