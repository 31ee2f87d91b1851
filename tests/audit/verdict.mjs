/** No audit was made: neither passed nor failed. */
export const NOT_AUDITED = 2;

const GRAVE = new Set(['high', 'critical']);

/** @param {unknown} value @returns {value is Record<string, unknown>} */
const isRecord = (value) => typeof value === 'object' && value !== null;

/** @param {string} text @returns {unknown} */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * What `npm audit --json` came to: 0 where no package has a grave fault, 1 with their names, 2 where nothing was audited.
 * @param {string} text what it printed
 * @returns {{ status: number, lines: string[] }}
 */
export function verdictOf(text) {
  const told = parsed(text);
  if (!isRecord(told) || !isRecord(told.vulnerabilities) || !isRecord(told.metadata)) {
    const code = isRecord(told) && 'statusCode' in told ? ` (it answered ${told.statusCode})` : '';
    return {
      status: NOT_AUDITED,
      lines: [
        `Not audited: the registry has no audit service${code}.`,
        'Run it again where npm uses a registry that audits packages.',
      ],
    };
  }
  const grave = Object.entries(told.vulnerabilities).filter(
    ([, fault]) => isRecord(fault) && GRAVE.has(String(fault.severity)),
  );
  if (grave.length === 0)
    return { status: 0, lines: ['No package has a known fault of high severity.'] };
  return {
    status: 1,
    lines: grave.map(([name, fault]) => `${name}: ${isRecord(fault) ? fault.severity : ''}`),
  };
}
