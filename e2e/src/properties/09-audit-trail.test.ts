import fc from 'fast-check';
import { readFile } from 'node:fs/promises';
import { Canaries } from '../framework/canaries';
import { HUB_NAMESPACE } from '../framework/hub';
import { KubernetesApi } from '../framework/kubernetesApi';
import { createObject } from '../framework/objects';
import { theWorld } from '../jest/globals';
import { AuditEntry, AuditLog, whoOf } from './auditLog';
import {
  objectsOf,
  OPERATIONS,
  STAFF,
  Story,
  STRANGER,
  Wanted,
} from './auditStory';
import { having, until } from './observe';
import { assertSideBySide } from './sideBySide';

const STORE_USER =
  'system:serviceaccount:central-secret-store:central-secret-store-reader';

it('Feature: central-secret-store, Property 9: For any secret operation (create, update, delete, access), the system should generate corresponding audit log entries with sufficient detail for security analysis', async () => {
  const { api, controlPlane } = theWorld().platform;
  const canaries = new Canaries();
  const log = await AuditLog.follow(controlPlane.auditLogFile);
  const staff = api.as(STAFF, [STAFF]);
  const stranger = api.as(STRANGER);
  await letStaffTouchSecrets(api);
  try {
    await assertSideBySide({
      name: 'property-09',
      sideBySide: 14,
      arbitrary: fc.array(fc.constantFrom(...OPERATIONS), {
        minLength: 1,
        maxLength: 4,
      }),
      check: async (operations, id) => {
        const plant = () => canaries.plant();
        const story = new Story(id, plant, staff, stranger);
        await having(story.objects, async () => {
          await story.begin();
          for (const operation of operations) {
            await story.do(operation);
          }
          await story.end();
        });
        await untilAllFound(log, id, story.wanted);
        await untilSourceAccessFound(log, id);
      },
      // A person adds the operations after this, in their order.
      reproduce: (_operations, id) => objectsOf(id, 'not-a-real-token'),
    });
  } finally {
    await Promise.all([staff.close(), stranger.close()]);
  }
  const bytes = await readFile(controlPlane.auditLogFile);
  expect(bytes.length).toBeGreaterThan(10_000);
  expect(canaries.foundIn(bytes)).toEqual([]);
});

async function letStaffTouchSecrets(api: KubernetesApi): Promise<void> {
  const group = 'rbac.authorization.k8s.io';
  const metadata = { name: STAFF };
  await createObject(api, {
    apiVersion: `${group}/v1`,
    kind: 'ClusterRole',
    metadata,
    rules: [
      {
        apiGroups: [''],
        resources: ['secrets'],
        verbs: ['get', 'list', 'patch', 'delete'],
      },
    ],
  });
  await createObject(api, {
    apiVersion: `${group}/v1`,
    kind: 'ClusterRoleBinding',
    metadata,
    roleRef: { apiGroup: group, kind: 'ClusterRole', name: STAFF },
    subjects: [{ apiGroup: group, kind: 'Group', name: STAFF }],
  });
}

function isAnswer(entry: AuditEntry, wanted: Wanted): boolean {
  return (
    whoOf(entry) === wanted.who &&
    wanted.verbs.includes(entry.verb) &&
    entry.responseStatus?.code === wanted.code &&
    entry.objectRef?.name === wanted.name &&
    Date.parse(entry.stageTimestamp) >= wanted.since
  );
}

/**
 * Waits until each operation has its own entry, which says who, what, where and
 * when, and contains no value.
 */
async function untilAllFound(
  log: AuditLog,
  namespace: string,
  wanted: readonly Wanted[],
): Promise<void> {
  let missing: readonly Wanted[] = wanted;
  await until(
    async () => {
      const left = [...(await log.aboutSecretsIn(namespace))];
      missing = wanted.filter(each => {
        const index = left.findIndex(entry => isAnswer(entry, each));
        if (index < 0) {
          return true;
        }
        left.splice(index, 1);
        return false;
      });
      return missing.length === 0;
    },
    () => `an audit entry for each operation in ${namespace}`,
    {
      limitMs: 10_000,
      describe: async () =>
        JSON.stringify({
          missing,
          entries: await log.aboutSecretsIn(namespace),
        }),
    },
  );
  for (const entry of await log.aboutSecretsIn(namespace)) {
    expect(entry).toMatchObject({
      level: 'Metadata',
      stage: 'ResponseComplete',
      sourceIPs: ['127.0.0.1'],
      userAgent: expect.stringMatching(/./),
      objectRef: { resource: 'secrets', namespace },
    });
    expect(entry.requestObject ?? entry.responseObject).toBeUndefined();
  }
}

/** Waits until the log says that the store's identity has read the source. */
async function untilSourceAccessFound(log: AuditLog, source: string) {
  await until(
    async () =>
      (
        await log.aboutSecretsIn(HUB_NAMESPACE)
      ).some(
        entry =>
          whoOf(entry) === STORE_USER &&
          entry.verb === 'get' &&
          entry.objectRef?.name === source &&
          entry.responseStatus?.code === 200,
      ),
    () => `an audit entry for the store's access to ${source}`,
    { limitMs: 10_000 },
  );
}
