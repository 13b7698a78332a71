import {
  isLabelAllowed,
  LabelChange,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { PlannedChange } from './plan';

/** The maximum number of distributions in a sentence. */
const TOLD = 5;

/**
 * Returns why no user may make a planned change; undefined: it may be made. The
 * list of available distributions and a request both use it, so that they
 * agree.
 */
export function whyChangeRefused(
  planned: PlannedChange,
  allowedLabels: readonly string[],
): string | undefined {
  const label = disallowedLabel(planned.change, allowedLabels);
  if (label !== undefined) {
    return labelNotAllowed(label, allowedLabels);
  }
  return planned.unoffered.length > 0 ? bringsUnoffered(planned) : undefined;
}

/** The first key of a change that is not on the allow-list; undefined: all are. */
function disallowedLabel(
  change: LabelChange,
  allowedLabels: readonly string[],
): string | undefined {
  return [...Object.keys(change.add), ...change.remove].find(
    key => !isLabelAllowed(key, allowedLabels),
  );
}

function labelNotAllowed(
  label: string,
  allowedLabels: readonly string[],
): string {
  return `The label ${label} may not be changed from here; allowed are ${allowedLabels.join(
    ', ',
  )} (centralSecrets.requests.allowedLabels), or ask the platform team to set it`;
}

function bringsUnoffered({
  change,
  plan,
  unoffered,
  tooComplex,
}: PlannedChange): string {
  const labels = [
    ...Object.entries(change.add).map(([key, value]) => `${key}="${value}"`),
    ...change.remove.map(key => `${key} removed`),
  ].join(', ');
  const named = unoffered.flatMap(({ distribution, reason }) =>
    distribution === undefined ? [] : `${distribution} (${reason})`,
  );
  // The message does not tell even the number of the other distributions.
  const others = [
    ...named.slice(0, TOLD),
    ...(named.length > TOLD ? ['…'] : []),
    ...(named.length < unoffered.length
      ? ['a distribution that is not offered to the owners of this component']
      : []),
  ].join(', ');
  return `The change of labels (${labels}) would also bring to ${
    plan.namespace
  } what cannot be requested here: ${others}; ask the platform team to give these distributions labels of their own${
    tooComplex ? ' (the selectors are too complex to try every change)' : ''
  }`;
}
