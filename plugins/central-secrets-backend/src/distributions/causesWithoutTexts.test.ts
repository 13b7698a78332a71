import { DefinitionFault } from '@central-secrets/backstage-plugin-central-secrets-node';
import {
  asSince214,
  deriveSample,
  Sample,
  TextRewrite,
  withOtherTexts,
} from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import { CAPTURED, faultsInCaptured } from './__testUtils__/captured';

jest.setTimeout(120_000);

/**
 * The captured situations, with other texts in place of the operator's: newer
 * operators publish only which operation failed, and a proxy or a provider may
 * publish anything.
 */

describe('the captured situations, with other texts', () => {
  let faults: ReadonlyMap<Sample, readonly DefinitionFault[]>;
  beforeAll(async () => {
    faults = await faultsInCaptured();
  });

  const explain = (rewrite: TextRewrite) =>
    CAPTURED.map(sample => {
      const known = { faults: faults.get(sample) };
      const objects = sample.objects.map(object =>
        withOtherTexts(object, rewrite),
      );
      return {
        name: `${sample.expected.state}/${sample.case}`,
        before: deriveSample(sample, known),
        after: deriveSample({ ...sample, objects }, known),
      };
    });

  it.each<{
    texts: string;
    rewrite: TextRewrite;
    otherStates: string[];
    least: number;
  }>([
    {
      texts: 'of operators from 2.14 on',
      rewrite: asSince214,
      otherStates: [],
      least: 0.69,
    },
    {
      texts: 'that say nothing',
      rewrite: () => '%7f 4711 xq',
      // Only the operator knows the owner of a Secret that is not its own.
      otherStates: ['conflict/owned-by-controller'],
      least: 0.5,
    },
  ])(
    '$texts: keep their states, and have no wrong cause',
    ({ rewrite, otherStates, least }) => {
      const explained = explain(rewrite);
      expect(
        explained
          .filter(({ before, after }) => before?.state !== after?.state)
          .map(({ name }) => name),
      ).toEqual(otherStates);

      // A store that is down, and of which nothing tells why, has no cause: its
      // state says enough, and it is not counted below.
      const isSilent = ({ after }: (typeof explained)[number]) =>
        after?.state === 'store-unavailable' && after.cause === undefined;
      const isWrong = (each: (typeof explained)[number]) =>
        each.after?.cause !== each.before?.cause &&
        each.after?.cause !== 'other' &&
        !isSilent(each);
      expect(explained.filter(isWrong).map(({ name }) => name)).toEqual([]);

      const withCause = explained.filter(
        each => each.before?.cause && !isSilent(each),
      );
      const kept = withCause.filter(
        ({ before, after }) => after?.cause === before?.cause,
      );
      expect(kept.length / withCause.length).toBeGreaterThan(least);
      for (const { after } of withCause) {
        const isOpen = after?.cause === 'other';
        expect(after?.certainty === 'unknown').toBe(isOpen);
        const isProven = after?.certainty === 'proven';
        expect(after?.candidates.length === 0).toBe(isProven);
      }
    },
  );

  it('of a broken manifest are proven, where the operator says at which operation it failed', () => {
    const explained = explain(text => text.split(':')[0]);
    expect(
      explained
        .filter(({ after }) => after?.certainty === 'proven')
        .filter(({ name }) => /template|invalid|rewrite/.test(name))
        .map(({ name, after }) => `${name}: ${after?.cause}`),
    ).toEqual([
      'failed/invalid-docker-json: invalid-secret',
      'failed/invalid-key: invalid-secret',
      'failed/invalid-tls: invalid-secret',
      'failed/rewrite-bad-expression: template',
      'failed/selector-invalid: selector-invalid',
      'failed/template-unclosed: template',
      'failed/template-unknown-function: template',
      'failed/template-unknown-key: template',
    ]);
  });
});
