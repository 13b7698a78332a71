import { AuthService } from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError, ResponseError } from '@backstage/errors';
import {
  CentralSecretsRequestOptions,
  DeliveriesResponse,
  escapeControls,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { ActionContext } from '@backstage/plugin-scaffolder-node';
import { distributionsForLabels } from './distributionsForLabels';

/** The input of an action that names distributions. */
export interface DistributionsInput {
  readonly distributions?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly cluster?: string;
  readonly namespace?: string;
}

/** The rights of the user who started the task, for one call of the backend. */
export async function initiatorOptions(
  auth: Pick<AuthService, 'getPluginRequestToken'>,
  context: Pick<
    ActionContext<any, any, any>,
    'getInitiatorCredentials' | 'signal'
  >,
): Promise<CentralSecretsRequestOptions> {
  const { token } = await auth.getPluginRequestToken({
    onBehalfOf: await context.getInitiatorCredentials(),
    targetPluginId: 'central-secrets',
  });
  return { token, signal: context.signal };
}

/**
 * The names of the distributions that an input means, each once.
 *
 * @param read - asks for the deliveries of the entity
 * @throws InputError where it means none, or a label belongs to none
 */
export async function readDistributions(
  input: DistributionsInput,
  read: () => Promise<DeliveriesResponse>,
): Promise<ReadonlySet<string>> {
  const { labels = {}, cluster, namespace } = input;
  const distributions = new Set(input.distributions);
  if (Object.keys(labels).length > 0) {
    const { deliveries } = await telling('Reading the deliveries', read());
    const meant = deliveries.filter(
      delivery =>
        (!cluster || delivery.cluster === cluster) &&
        (!namespace || delivery.namespace === namespace),
    );
    distributionsForLabels(labels, meant).forEach(distribution =>
      distributions.add(distribution),
    );
  }
  if (distributions.size === 0) {
    throw new InputError(
      'distributions or labels: name at least one distribution, or give at least one request label',
    );
  }
  return distributions;
}

/**
 * Returns an entity's whole reference.
 *
 * @throws InputError naming the field and the form
 */
export function fullEntityRef(text: string): string {
  try {
    return stringifyEntityRef(parseEntityRef(text));
  } catch (error) {
    throw new InputError(
      `entityRef: "${text}" is not an entity reference, write kind:namespace/name, such as component:default/backstage`,
      error,
    );
  }
}

/**
 * Awaits an answer; an error has the backend's own words and the attempted
 * step.
 */
export async function telling<T>(what: string, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!ResponseError.is(error)) {
      throw error;
    }
    const { statusCode, cause } = error;
    const refusal = new Error(
      escapeControls(`${what} was refused (${statusCode}): ${cause.message}`),
      { cause },
    );
    // By the name, Backstage tells a refusal from a breakdown.
    refusal.name = cause.name;
    throw refusal;
  }
}
