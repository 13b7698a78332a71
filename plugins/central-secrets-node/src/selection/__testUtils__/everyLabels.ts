/** The values of a label that the arbitraries can tell apart; undefined: absent. */
const VALUES = [undefined, 'true', 'false', 'x', 'y', 'other'];
const KEYS = ['secrets/a', 'secrets/b', 'team', 'tier'];

function* everyLabels(): Generator<Record<string, string>> {
  for (let code = 0; code < VALUES.length ** KEYS.length; code += 1) {
    const labels: Record<string, string> = {};
    KEYS.forEach((key, index) => {
      const value =
        VALUES[Math.floor(code / VALUES.length ** index) % VALUES.length];
      if (value !== undefined) {
        labels[key] = value;
      }
    });
    yield labels;
  }
}

/** Every way to set or remove the four labels of the arbitraries: 6⁴ sets of labels. */
export const EVERY_LABELS = [...everyLabels()];

/** The labels that differ. */
export function changedKeys(
  left: Readonly<Record<string, string>>,
  right: Readonly<Record<string, string>>,
): string[] {
  return KEYS.filter(key => left[key] !== right[key]);
}
