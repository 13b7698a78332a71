import { findBroken } from './Condition';
import { fieldAt } from './fieldAt';
import { GENERATOR_CONDITIONS } from './generatorConditions';
import { HubAccess } from './HubAccess';
import { HubProblem } from './HubProblem';

/** The API group of generators. @public */
export const GENERATORS_GROUP = 'generators.external-secrets.io';

/**
 * The resource of a kind of generator: `ecrauthorizationtokens` for
 * `ECRAuthorizationToken`. Each of the group's names is formed like that.
 *
 * @public
 */
export function generatorResource(kind: string): string {
  return `${kind.toLowerCase()}s`;
}

/**
 * Whether a policy can refuse a team's generator at all. Where it cannot, the
 * generator need not be read.
 *
 * @public
 */
export function mayRefuseGenerator(
  resource: string,
  access: HubAccess,
): boolean {
  return (
    !access.teamGenerators.includes(resource) ||
    GENERATOR_CONDITIONS.has(resource)
  );
}

/**
 * Returns the objections of the policy `central-secrets-team-generators` to a
 * generator, unless a hub owner writes it. Takes an object of any shape.
 *
 * @param resource - its resource, such as `passwords`
 * @public
 */
export function judgeGenerator(
  resource: string,
  generator: unknown,
  access: HubAccess,
): HubProblem[] {
  return [
    ...(access.teamGenerators.includes(resource)
      ? []
      : [
          {
            path: ['kind'],
            text: `${resource} (not among the team-generators)`,
          },
        ]),
    ...findBroken(
      GENERATOR_CONDITIONS.get(resource) ?? [],
      fieldAt(generator, 'spec'),
      access,
      ['spec'],
      '',
    ),
  ];
}
