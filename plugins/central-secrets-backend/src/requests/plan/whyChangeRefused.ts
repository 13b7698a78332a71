import {
  isLabelAllowed,
  LabelChange,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import {
  message,
  Message,
  RefusalCode,
} from '@central-secrets/backstage-plugin-central-secrets-common';
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
): Message<RefusalCode> | undefined {
  const label = disallowedLabel(planned.change, allowedLabels);
  if (label !== undefined) {
    return message('label-not-allowed', { label, allowed: allowedLabels });
  }
  if (planned.unoffered.length === 0) {
    return undefined;
  }
  const because = bringsUnoffered(planned);
  return planned.tooComplex
    ? message('search-incomplete', { because })
    : because;
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

/** Tells not even the number of the distributions that may not be named. */
function bringsUnoffered({
  change,
  plan: { namespace },
  unoffered,
}: PlannedChange): Message<RefusalCode> {
  const named = unoffered.flatMap(({ distribution, reason }) =>
    distribution === undefined
      ? []
      : message('unoffered', { distribution, because: reason }),
  );
  const about = { namespace, labels: labelsText(change) };
  if (named.length === 0) {
    return message('brings-unoffered.hidden', about);
  }
  const more = named.length - TOLD;
  return message(
    named.length < unoffered.length
      ? 'brings-unoffered.and-hidden'
      : 'brings-unoffered',
    {
      ...about,
      distributions: named.slice(0, TOLD),
      ...(more > 0 ? { more } : {}),
    },
  );
}

/** A change as kubectl writes it: `a=true`, and `b-` for one that is removed. */
export function labelsText({ add, remove }: LabelChange): string {
  return [
    ...Object.entries(add).map(([key, value]) => `${key}=${value}`),
    ...remove.map(key => `${key}-`),
  ].join(', ');
}
