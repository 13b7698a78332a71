import { BUILT_AT, externalSecret, namespace } from '../../testUtils';
import { evidenceOf, oauth, derive } from '../__testUtils__/derive';

describe('terminating', () => {
  const going = (...finalizers: string[]) => ({
    metadata: {
      deletionTimestamp: BUILT_AT,
      finalizers: finalizers.map(name =>
        name.startsWith('ces-')
          ? `externalsecrets.external-secrets.io/${name}`
          : name,
      ),
    },
  });

  it.each([
    [0, 0, []],
    [10, 10, []],
    [11, 10, ['Namespace app: metadata.finalizers = 1 more']],
    [13, 10, ['Namespace app: metadata.finalizers = 3 more']],
  ])(
    'of %d finalizers, shows %d and the number of the others',
    (count, shown, rest) => {
      const names = Array.from(
        { length: count },
        (_, index) => `x.io/${index}`,
      );
      expect(
        evidenceOf(derive([namespace('app', going(...names)), oauth])),
      ).toEqual([
        'Namespace app: metadata.deletionTimestamp = 2026-11-23T05:00:00Z',
        ...names
          .slice(0, shown)
          .map(
            (name, index) =>
              `Namespace app: metadata.finalizers[${index}] = ${name}`,
          ),
        ...rest,
      ]);
    },
  );

  it('removes only its own finalizer, at its place', () => {
    const { remedy } = derive([
      namespace('app', going('other.io/x', 'ces-oauth', 'ces-git')),
      oauth,
    ]);
    const value = 'externalsecrets.external-secrets.io/ces-oauth';
    const path = '/metadata/finalizers/1';
    expect(remedy.command).toBe(
      `kubectl patch namespace app --type=json -p '${JSON.stringify([
        { op: 'test', path, value },
        { op: 'remove', path },
      ])}'`,
    );
  });

  it('leaves the finalizer to the operator while the namespace still asks', () => {
    const objects = [
      namespace('app', {
        metadata: {
          ...going('ces-oauth').metadata,
          labels: { 'secrets/oauth': 'true' },
        },
      }),
      oauth,
    ];
    expect(derive(objects).remedy).toMatchObject({ by: 'nobody' });
    expect(derive(objects, {}, '2026-11-23T05:02:00Z').remedy).toMatchObject({
      by: 'platform',
      text: expect.stringContaining('does not remove its finalizers'),
    });
  });

  it('removes all of the operator’s finalizers, last first, for a team’s own that outlasts the usual time', () => {
    const objects = [
      namespace('app', going('ces-a', 'other.io/x', 'ces-b')),
      externalSecret('own', 'app'),
    ];
    expect(derive(objects).remedy.command).toBeUndefined();
    const { remedy } = derive(objects, {}, '2026-11-23T05:02:00Z');
    expect(remedy.command).toMatch(
      /finalizers\/2.*ces-b.*finalizers\/0.*ces-a/,
    );
    expect(remedy.command).not.toContain('other.io');
  });

  it('needs nobody at first, then somebody who looks, where no finalizer of the operator is in the way', () => {
    const objects = [namespace('app', going()), oauth];
    expect(derive(objects).remedy.by).toBe('nobody');
    expect(derive(objects, {}, '2026-11-23T05:02:00Z').remedy).toMatchObject({
      by: 'platform',
      command: 'kubectl describe namespace app',
    });
  });

  it('leaves a finalizer that may stand for a longer name to the operator', () => {
    const shortened = `ces-${'a'.repeat(50)}-0a1b2c3d`;
    const { remedy } = derive(
      [namespace('app', going(shortened)), externalSecret('own', 'app')],
      {},
      '2026-11-23T05:02:00Z',
    );
    expect(remedy).toMatchObject({
      by: 'platform',
      text: expect.stringContaining('does not remove its finalizers'),
    });
  });

  describe('with an ExternalSecret that is being deleted', () => {
    const COPY = 'externalsecrets.external-secrets.io/externalsecret-cleanup';
    const told = (finalizers: string[], now: string) => {
      const own = externalSecret('own', 'app', {
        metadata: { deletionTimestamp: BUILT_AT, finalizers },
      });
      const { summary, remedy } = derive(
        [namespace('app', going()), own],
        {},
        now,
      );
      return { summary, command: remedy.command };
    };

    it('names what holds the namespace, and removes only that finalizer', () => {
      const { summary, command } = told(
        ['other.io/x', COPY],
        '2026-11-23T05:02:00Z',
      );
      expect(summary).toBe(
        'The namespace is being deleted, but the finalizer of ExternalSecret own holds it',
      );
      expect(command).toBe(
        `kubectl patch externalsecret own -n app --type=json -p '${JSON.stringify(
          [
            { op: 'test', path: '/metadata/finalizers/1', value: COPY },
            { op: 'remove', path: '/metadata/finalizers/1' },
          ],
        )}'`,
      );
    });

    it.each([
      ['it may still be released in time', [COPY], '2026-11-23T05:00:30Z'],
      ['another finalizer holds it', ['other.io/x'], '2026-11-23T05:02:00Z'],
      [
        'its finalizers are too many to be kept',
        [...Array.from({ length: 20 }, (_, at) => `x.io/${at}`), COPY],
        '2026-11-23T05:02:00Z',
      ],
    ])('says nothing of it where %s', (_, finalizers, now) => {
      expect(told(finalizers, now).summary).toBe(
        'The namespace is being deleted',
      );
    });
  });
});
