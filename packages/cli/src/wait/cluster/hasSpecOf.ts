import { Fields } from '@central-secrets/backstage-plugin-central-secrets-node';
import { parseGoDuration } from '@central-secrets/backstage-plugin-central-secrets-common';

/**
 * Whether a copy has the spec of its distribution. The operator writes the spec
 * of a copy through its own types, which leave out what is empty and write
 * durations in another form (`1h` as `1h0m0s`); both mean the same.
 */
export function hasSpecOf(copySpec: Fields, distributionSpec: Fields): boolean {
  return (
    JSON.stringify(normalized(copySpec)) ===
    JSON.stringify(normalized(distributionSpec))
  );
}

function normalized(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) {
    return value.length === 0
      ? undefined
      : value.map(entry => normalized(entry) ?? null);
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
      .map(([name, entry]) => [name, normalized(entry, name)] as const)
      .filter(([, entry]) => entry !== undefined)
      .sort(([left], [right]) => (left < right ? -1 : 1));
    return entries.length === 0 ? undefined : Object.fromEntries(entries);
  }
  if (key === 'refreshInterval' && typeof value === 'string') {
    return durationOf(value);
  }
  return value === null || value === '' || value === false || value === 0
    ? undefined
    : value;
}

function durationOf(text: string): number | string {
  try {
    return parseGoDuration(text);
  } catch {
    return text;
  }
}
