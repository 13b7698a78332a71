import { stripVTControlCharacters } from 'node:util';
import { KubernetesApi } from './kubernetesApi';
import { World } from './world';

const LOG_LINES = 25;
const LONGEST_LINE = 400;

/**
 * The information that a person needs to understand a failure, collected before
 * the cleanup: Backstage's answers, the state of the cluster, and the end of
 * each log.
 */
export async function diagnose(world: World): Promise<string> {
  const { api, operator, controlPlane } = world.platform;
  const parts = [
    await attempt('events', () => events(api)),
    await attempt('ExternalSecrets', () => externalSecrets(api)),
    await attempt('operator', async () => operator.logTail(LOG_LINES)),
    await attempt('backend', async () =>
      world.backstage.process.logTail(LOG_LINES),
    ),
    await attempt('control plane', async () => controlPlane.logTails(5)),
  ];
  return stripVTControlCharacters(parts.join('\n'))
    .split('\n')
    .map(line => line.slice(0, LONGEST_LINE))
    .join('\n');
}

async function attempt(
  title: string,
  look: () => Promise<string>,
): Promise<string> {
  return `===== ${title}\n${await look().catch(
    error => `not available: ${error}`,
  )}`;
}

async function events(api: KubernetesApi): Promise<string> {
  const list = await api.list('/api/v1/events');
  return list
    .sort((a, b) =>
      String(a.lastTimestamp).localeCompare(String(b.lastTimestamp)),
    )
    .slice(-40)
    .map(
      event =>
        `${event.lastTimestamp} ${event.metadata.namespace}/${event.involvedObject.kind}/${event.involvedObject.name} ${event.reason} ×${event.count}: ${event.message}`,
    )
    .join('\n');
}

async function externalSecrets(api: KubernetesApi): Promise<string> {
  const list = await api.list('/apis/external-secrets.io/v1/externalsecrets');
  return list
    .map(
      ({ metadata, status }) =>
        `${metadata.namespace}/${metadata.name} refreshed ${
          status?.refreshTime ?? 'never'
        } ${JSON.stringify(status?.conditions ?? [])}`,
    )
    .join('\n');
}
