import fc from 'fast-check';
import { HUB_NAMESPACE } from '../framework/hub';
import { copyOf, expectCopy, templateOf } from './copies';
import { Credential, Format, FORMATS, someCredential } from './formats';
import {
  distributionObject,
  ITERATION_LABEL,
  namespaceObject,
  sourceObject,
  within,
} from './manifests';
import { decoded, having, secretIn } from './observe';
import { assertSideBySide } from './sideBySide';

interface Case {
  readonly formats: readonly Format[];
  readonly credential: Credential;
}

const someCase: fc.Arbitrary<Case> = fc.record({
  formats: fc.subarray([...FORMATS], { minLength: 2, maxLength: 4 }),
  credential: someCredential,
});

function objectsOf({ formats, credential }: Case, id: string) {
  return [
    namespaceObject(id, { [ITERATION_LABEL]: id }),
    sourceObject(id, { ...credential }),
    ...formats.map(format =>
      distributionObject({
        name: `${id}-${format.name}`,
        selectors: [within(id)],
        source: id,
        template: templateOf(format),
      }),
    ),
  ];
}

it('Feature: central-secret-store, Property 6: For any source credential, the system should be able to generate multiple different secret formats simultaneously without data corruption', () =>
  assertSideBySide({
    name: 'property-06',
    sideBySide: 10,
    arbitrary: someCase,
    check: (value, id) =>
      having(objectsOf(value, id), async () => {
        const { formats, credential } = value;
        await Promise.all(
          formats.map(async format =>
            expectCopy(
              await copyOf(id, `${id}-${format.name}`),
              format,
              credential,
            ),
          ),
        );
        expect(decoded(await secretIn(HUB_NAMESPACE, id))).toEqual(credential);
      }),
    reproduce: objectsOf,
  }));
