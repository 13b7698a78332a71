import { createObject, deleteObject, PlainObject } from '../framework/objects';
import { waitFor } from '@central-secrets/dev-tools';
import { theWorld } from '../jest/globals';
import { namespaceObject, sourceObject } from '../properties/manifests';
import { kubernetesStore } from '../acceptance/manifests';
import { sideBySide } from '../scenarios/sideBySide';
import { OperatorOutcome } from './comparison';
import { CorpusTemplate } from './corpus';

const AT_A_TIME = 16;

type Values = Readonly<Record<string, string>>;

/**
 * Renders templates with the operator, each in its own ExternalSecret that
 * fetches all the values, and removes everything again: the operator would keep
 * retrying what fails.
 *
 * @param id - names the namespace, the store and its source Secret, which must
 * be new.
 */
export async function renderWithOperator(
  id: string,
  templates: readonly CorpusTemplate[],
  values: Values,
): Promise<Map<string, OperatorOutcome>> {
  const { api, controlPlane } = theWorld().platform;
  // The same keys as one by one, but read at once: the operator asks for each
  // entry of `data` separately, and limits the requests per second.
  const fetched = { dataFrom: [{ extract: { key: id } }] };
  const externalSecrets = templates.map(template =>
    externalSecretObject(id, template, fetched),
  );
  await createObject(api, namespaceObject(id));
  await createObject(api, sourceObject(id, values));
  // Not the operator's provider `fake`: many parallel ExternalSecrets crash it
  // ("concurrent map writes", v0.20.4).
  await createObject(api, kubernetesStore(id, controlPlane.url));
  await untilStoreIsReady(id);
  try {
    await sideBySide(externalSecrets, AT_A_TIME, object =>
      createObject(api, object),
    );
    return await untilJudged(id, templates);
  } finally {
    await sideBySide(externalSecrets, AT_A_TIME, object =>
      deleteObject(api, object),
    );
    await waitFor(async () => (await listIn(id)).length === 0, {
      reason: `the ExternalSecrets of ${id} to go`,
      limitMs: 180_000,
      everyMs: 1_000,
    });
  }
}

/**
 * The ExternalSecret that renders a template with the fetched values into a
 * Secret.
 */
export function externalSecretObject(
  namespace: string,
  { name, text, key, type }: CorpusTemplate,
  fetched: Readonly<Record<string, unknown>>,
): PlainObject {
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name, namespace },
    spec: {
      refreshInterval: '1h',
      secretStoreRef: { kind: 'ClusterSecretStore', name: namespace },
      target: { name, template: { type, data: { [key]: text } } },
      ...fetched,
    },
  };
}

function listIn(namespace: string) {
  return theWorld().platform.api.list(
    `/apis/external-secrets.io/v1/namespaces/${namespace}/externalsecrets`,
  );
}

function readyOf(object: any): string | undefined {
  return object?.status?.conditions?.find(
    ({ type }: { type: string }) => type === 'Ready',
  )?.status;
}

async function untilStoreIsReady(name: string): Promise<void> {
  const path = `/apis/external-secrets.io/v1/clustersecretstores/${name}`;
  await waitFor(
    async () => readyOf(await theWorld().platform.api.get(path)) === 'True',
    { reason: `the ClusterSecretStore ${name} to be Ready` },
  );
}

/** Waits until each works, or has failed with an event that says why. */
function untilJudged(
  namespace: string,
  templates: readonly CorpusTemplate[],
): Promise<Map<string, OperatorOutcome>> {
  let judged = new Map<string, OperatorOutcome>();
  return waitFor(
    async () => {
      const messages = await failuresIn(namespace);
      judged = new Map();
      for (const object of await listIn(namespace)) {
        const { name } = object.metadata;
        const ready = readyOf(object);
        const message = messages.get(name);
        if (ready === 'True') {
          judged.set(name, { works: true });
        }
        if (ready === 'False' && message !== undefined) {
          judged.set(name, { works: false, message });
        }
      }
      return judged.size === templates.length && judged;
    },
    {
      reason: `the operator to judge the templates of ${namespace}`,
      limitMs: 300_000,
      everyMs: 1_000,
      describe: () =>
        templates
          .filter(({ name }) => !judged.has(name))
          .map(({ name }) => name)
          .join(', '),
    },
  );
}

async function failuresIn(namespace: string): Promise<Map<string, string>> {
  const events = await theWorld().platform.api.list(
    `/api/v1/namespaces/${namespace}/events?fieldSelector=reason%3DUpdateFailed`,
  );
  return new Map(
    events.map(({ involvedObject, message }) => [involvedObject.name, message]),
  );
}
