import { deriveDelivery } from '@central-secrets/backstage-plugin-central-secrets-node';
import { findInput } from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import { mismatch } from './mismatch';
import { Stage } from './stage';
import { ScenarioCase } from './scenario';

/**
 * Whether the cluster's objects, as another watch than the backend's has seen
 * them, call for the answer that a case expects: from that change on the
 * backend's answer is due, whatever else changes afterwards.
 */
export function callsFor(
  { changes, answers }: Pick<Stage, 'changes' | 'answers'>,
  { name, expected, delivery }: ScenarioCase,
): boolean {
  const own = changes.objectsAbout([`case-${name}`, name, `${name}-second`]);
  const stores = own.flatMap(
    ({ spec }) =>
      (spec?.externalSecretSpec ?? spec)?.secretStoreRef?.name ?? [],
  );
  const others = stores.filter(store => store !== name);
  const input = findInput(
    [...own, ...changes.objectsAbout([...new Set(others)])],
    {
      now: new Date().toISOString(),
      delivery: delivery ?? { distribution: name },
      limits: answers.limits,
    },
  );
  return !mismatch(expected, input && deriveDelivery(input));
}
