import { fieldsOf } from '@central-secrets/backstage-plugin-central-secrets-node';
import { findBroken, refused } from './Condition';
import { fieldAt } from './fieldAt';
import { HubAccess } from './HubAccess';
import { HubProblem } from './HubProblem';
import { PROVIDER_CONDITIONS } from './providerConditions';

const PLACE = ['spec', 'provider'];

/** A certificate from another namespace: CVE-2026-42875. */
const FOREIGN_CERTIFICATE = [refused('caProvider.namespace')];

/**
 * Returns the objections of the policy `central-secrets-team-stores` to a
 * SecretStore, unless a hub owner writes it: fields with which the operator
 * would use its own identity, or one that cannot be checked. Takes an object of
 * any shape.
 *
 * @public
 */
export function judgeStore(store: unknown, access: HubAccess): HubProblem[] {
  const providers = fieldsOf(fieldAt(store, 'spec.provider'));
  const names = Object.keys(providers).filter(
    name => (providers[name] ?? undefined) !== undefined,
  );
  const within = (
    name: string,
    conditions: Parameters<typeof findBroken>[0],
  ): HubProblem[] =>
    findBroken(conditions, providers[name], access, [...PLACE, name], name);
  return [
    ...(names.length === 1
      ? []
      : [{ path: PLACE, text: 'spec.provider has to name one provider' }]),
    ...names
      .filter(name => !access.teamStoreProviders.includes(name))
      .map(name => ({
        path: [...PLACE, name],
        text: `${name} (not among the team-store-providers)`,
      })),
    ...names.flatMap(name => within(name, FOREIGN_CERTIFICATE)),
    ...names.flatMap(name => within(name, PROVIDER_CONDITIONS.get(name) ?? [])),
  ];
}
