import fc from 'fast-check';
import { copyOf, expectCopy, templateOf } from './copies';
import { Credential, Format, FORMATS, someCredential } from './formats';
import {
  distributionObject,
  ITERATION_LABEL,
  namespaceObject,
  sourceObject,
  within,
} from './manifests';
import { having } from './observe';
import { someLabels } from './selectors';
import { assertSideBySide } from './sideBySide';

interface Case {
  readonly format: Format;
  readonly credential: Credential;
  readonly labels: Readonly<Record<string, string>>;
}

const someCase: fc.Arbitrary<Case> = fc.record({
  format: fc.constantFrom(...FORMATS),
  credential: someCredential,
  labels: someLabels,
});

function objectsOf({ format, credential, labels }: Case, id: string) {
  return [
    namespaceObject(id, { [ITERATION_LABEL]: id }),
    sourceObject(id, { ...credential }),
    distributionObject({
      name: id,
      selectors: [within(id)],
      source: id,
      template: templateOf(format, labels),
    }),
  ];
}

it('Feature: central-secret-store, Property 5: For any secret template configuration, the generated secrets should match the specified Kubernetes secret type and contain all required fields in the correct format', () =>
  assertSideBySide({
    name: 'property-05',
    sideBySide: 12,
    arbitrary: someCase,
    check: (value, id) =>
      having(objectsOf(value, id), async () =>
        expectCopy(
          await copyOf(id, id),
          value.format,
          value.credential,
          value.labels,
        ),
      ),
    reproduce: objectsOf,
  }));
