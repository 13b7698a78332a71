import { ApiAnswer } from '../framework/kubernetesApi';
import { objectPath, PlainObject } from '../framework/objects';
import { waitFor } from '@central-secrets/dev-tools';
import { theWorld } from '../jest/globals';
import { AttackedHub, TEAM } from './attackedHub';
import { NO_REFERENCE, REACH, Reach, REFUSED_KINDS } from './references';

const GROUPS = [
  'external-secrets.io/v1',
  'external-secrets.io/v1alpha1',
  'generators.external-secrets.io/v1alpha1',
];

const collection = ({ apiVersion }: { apiVersion: string }, resource: string) =>
  `/apis/${apiVersion}/namespaces/${TEAM}/${resource}`;

describe('an object that a namespace administrator writes in the operator’s API', () => {
  let hub: AttackedHub;

  beforeAll(async () => {
    hub = await theWorld().attackedHub();
  });

  it('is one of the kinds that this matrix knows', async () => {
    const kinds: string[] = [];
    for (const group of GROUPS) {
      const { body } = await hub.mallory.ask('GET', `/apis/${group}`);
      for (const { name, namespaced } of body.resources) {
        if (!namespaced || name.includes('/')) {
          continue;
        }
        const { body: review } = await hub.mallory.ask(
          'POST',
          '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
          {
            apiVersion: 'authorization.k8s.io/v1',
            kind: 'SelfSubjectAccessReview',
            spec: {
              resourceAttributes: {
                group: group.split('/')[0],
                resource: name,
                verb: 'create',
                namespace: TEAM,
              },
            },
          },
        );
        if (review.status.allowed) {
          kinds.push(name);
        }
      }
    }
    expect(kinds.sort()).toEqual(
      [
        ...Object.keys(REACH),
        ...Object.keys(REFUSED_KINDS),
        ...NO_REFERENCE,
      ].sort(),
    );
  });

  it.each(Object.entries(REFUSED_KINDS))(
    'is refused as %s',
    async (resource, object) => {
      const { status } = await hub.mallory.ask(
        'POST',
        collection(object as Reach, resource),
        { ...object, metadata: { name: 'mine' } },
      );
      expect(status).toBe(403);
    },
  );

  const rows = Object.entries(REACH).flatMap(([resource, reach]) =>
    Object.entries(reach.harmful).map(
      ([title, spec]) => [resource, title, reach, spec] as const,
    ),
  );

  it.each(rows)(
    'reaches nothing as %s with %s, however it is written',
    async (resource, _title, { apiVersion, kind, harmless }, harmful) => {
      const path = collection({ apiVersion }, resource);
      const object = (name: string, spec: object): PlainObject => ({
        apiVersion,
        kind,
        metadata: { name, namespace: TEAM },
        spec,
      });
      const { mallory } = hub;
      const existing = object('matrix', harmless);
      const at = objectPath(existing);
      /** Replaces the fields that the same manager applied before. */
      const apply = (applied: PlainObject) =>
        mallory.ask(
          'PATCH',
          `${objectPath(applied)}?fieldManager=mallory&force=true`,
          applied,
          'apply-patch+yaml',
        );
      const created = await apply(existing);
      expect([created.status, created.body.message]).toEqual([201, undefined]);

      /** The object as it is now, with another specification. */
      const changed = async (more: object = {}) => {
        const { metadata } = (await mallory.get(at))!;
        return {
          ...object('matrix', harmful),
          metadata: { ...metadata, ...more },
        };
      };
      const refused: Record<string, () => Promise<ApiAnswer>> = {
        create: () => mallory.ask('POST', path, object('new', harmful)),
        'generate a name': () =>
          mallory.ask('POST', path, {
            ...object('', harmful),
            metadata: { generateName: 'new-' },
          }),
        'apply a new one': () => apply(object('new', harmful)),
        update: async () => mallory.ask('PUT', at, await changed()),
        'update with a finalizer': async () =>
          mallory.ask(
            'PUT',
            at,
            await changed({ finalizers: ['example.com/mine'] }),
          ),
        'patch by steps': () =>
          mallory.ask(
            'PATCH',
            at,
            [{ op: 'replace', path: '/spec', value: harmful }],
            'json-patch+json',
          ),
        'apply over it': () => apply(object('matrix', harmful)),
      };
      try {
        for (const [way, attempt] of Object.entries(refused)) {
          const { status, body } = await waitFor(
            async () => {
              const answer = await attempt();
              // The operator has written the object's status in between.
              return answer.status !== 409 && answer;
            },
            { reason: 'an answer that is not a conflict' },
          );
          // The API server treats an empty object that replaces a filled one as
          // null.
          if (way === 'apply over it' && status === 422) {
            continue;
          }
          expect([way, status, body.message]).toEqual([
            way,
            403,
            expect.stringContaining('ValidatingAdmissionPolicy'),
          ]);
        }
        // A subresource, where there is one, does not write the specification.
        const before = (await mallory.get(at))!.spec;
        for (const subresource of ['status', 'finalize']) {
          await mallory.ask('PUT', `${at}/${subresource}`, await changed());
          await mallory.ask('PATCH', `${at}/${subresource}`, {
            spec: harmful,
          });
        }
        expect((await mallory.get(at))!.spec).toEqual(before);
      } finally {
        await hub.remove(existing);
      }
    },
  );

  it('leaves the hub unharmed', async () => {
    expect(await hub.findHarm()).toEqual([]);
  });
});
