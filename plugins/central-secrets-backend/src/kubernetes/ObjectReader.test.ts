import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import fc from 'fast-check';
import { writtenByApiServer } from './__testUtils__/writtenByApiServer';
import { cutList } from './ListCutter';
import { ObjectReader } from './ObjectReader';

const copyOf = (name: string, namespace: string) => ({
  apiVersion: 'external-secrets.io/v1',
  kind: 'ExternalSecret',
  metadata: {
    name,
    namespace,
    labels: { app: 'shop' },
    managedFields: [
      {
        fieldsV1: { 'f:metadata': { 'k:{"uid":"1"}': {} }, 'f:spec': {} },
        manager: 'external-secrets',
      },
      { fieldsV1: { 'f:status': {} }, subresource: 'status' },
    ],
  },
  spec: { data: [{ secretKey: 'token' }], target: { name } },
  status: { conditions: [{ type: 'Ready', status: 'True' }] },
});

function withoutManagedFields(object: any): any {
  const { managedFields, ...metadata } = object.metadata;
  return { ...object, metadata };
}

describe('ObjectReader', () => {
  const otherwise = message('not-json.event');

  it('keeps of who wrote which field when the last refresh was written', () => {
    const { metadata, ...object } = copyOf('a', 'shop');
    const refreshWritten = (time: string) => ({
      fieldsV1: { 'f:status': { 'f:refreshTime': {} } },
      time,
    });
    const read = (...managedFields: object[]): any =>
      new ObjectReader().read(
        writtenByApiServer({
          ...object,
          metadata: { ...metadata, managedFields },
        }),
        otherwise,
      );
    const other = { manager: 'x', time: '2026-11-23T04:00:00Z' };
    const written = refreshWritten('2026-11-23T05:00:00Z');
    expect(
      read(other, { ...written, manager: 'y', subresource: 'status' }, other)
        .metadata.managedFields,
    ).toEqual([written]);
    expect(
      read(other, refreshWritten('soon')).metadata.managedFields,
    ).toBeUndefined();
  });

  it('reads all of an object but who wrote which field', () => {
    const object = copyOf('a', 'shop');
    expect(
      new ObjectReader().read(writtenByApiServer(object), otherwise),
    ).toEqual(withoutManagedFields(object));
  });

  it('reads the object of a watch event in the same way', () => {
    const object = copyOf('a', 'shop');
    const line = writtenByApiServer({ type: 'MODIFIED', object });
    expect(new ObjectReader().read(line, otherwise)).toEqual({
      type: 'MODIFIED',
      object: withoutManagedFields(object),
    });
  });

  it('gives objects of equal specs one spec, which nobody can change', () => {
    const reader = new ObjectReader();
    const read = (object: object) =>
      reader.read(writtenByApiServer(object), otherwise) as any;
    const first = read(copyOf('a', 'shop'));
    const second = read(copyOf('a', 'billing'));
    expect(second.spec).toBe(first.spec);
    expect(Object.isFrozen(first.spec)).toBe(true);
    expect(read(copyOf('b', 'shop')).spec).not.toBe(first.spec);
  });

  it('reads whole what is written in another way', () => {
    const object = copyOf('a', 'shop');
    const reader = new ObjectReader();
    for (const text of [
      JSON.stringify(object),
      JSON.stringify(object, null, 2),
      writtenByApiServer({ ...object, status: undefined }),
      // A spec with a status beside it, but not the object's own.
      writtenByApiServer({
        ...object,
        spec: undefined,
        status: { inner: { spec: 1, status: {} } },
      }),
      // The same, beside a spec that is as short as can be.
      writtenByApiServer({
        ...object,
        metadata: { a: { spec: {}, status: {} }, name: 'a' },
        spec: 0,
        status: undefined,
      }),
    ]) {
      expect(withoutManagedFields(reader.read(text, otherwise))).toEqual(
        withoutManagedFields(JSON.parse(text)),
      );
    }
  });

  it('says what the server sent where that is no JSON', () => {
    const text = writtenByApiServer(copyOf('a', 'shop')).slice(0, -2);
    expect(() => new ObjectReader().read(text, otherwise)).toThrow(
      'The API server sent a watch event that is not JSON',
    );
  });

  // The patterns at which the reader cuts, in the places that a team or a
  // provider writes.
  const forged = fc.oneof(
    fc.string(),
    fc.constantFrom(
      '"managedFields":[{}],"name":"x',
      '}],"name":"',
      '"spec":{},"status":{',
      ',"status":{',
      '},{"apiVersion":"external-secrets.io/v1","kind":"ExternalSecret",',
      '],"kind":"ExternalSecretList","metadata":{"resourceVersion":"9"}}',
      '"items":[',
      '\\"',
      '}]',
    ),
  );
  const anything = fc.letrec(tie => ({
    value: fc.oneof(
      { depthSize: 'small' },
      forged,
      fc.constantFrom(0, null, true),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(
        fc.oneof(
          forged,
          fc.constantFrom('spec', 'status', 'managedFields', 'name', 'items'),
          fc.constantFrom('apiVersion', 'kind', 'metadata', 'object'),
        ),
        tie('value'),
        { maxKeys: 4, noNullPrototype: true },
      ),
    ),
  })).value;
  const objects = fc.record(
    {
      apiVersion: fc.constant('external-secrets.io/v1'),
      kind: fc.constant('ExternalSecret'),
      metadata: fc.record(
        {
          annotations: fc.dictionary(forged, forged, { noNullPrototype: true }),
          managedFields: fc.array(
            fc.record({ fieldsV1: anything, manager: forged }),
            { minLength: 1, maxLength: 2 },
          ),
          name: forged,
          resourceVersion: fc.constant('7'),
        },
        { requiredKeys: ['name'], noNullPrototype: true },
      ),
      spec: anything,
      status: anything,
    },
    { requiredKeys: ['apiVersion', 'kind', 'metadata'], noNullPrototype: true },
  );
  /**
   * Some objects may keep their managedFields: fields that are not read do no
   * harm.
   */
  const compared = (object: any) =>
    JSON.parse(JSON.stringify(withoutManagedFields(object)));

  it('never reads anything else than what is written, whatever that is', () => {
    const reader = new ObjectReader();
    fc.assert(
      fc.property(objects, object => {
        const text = writtenByApiServer(object);
        expect(compared(reader.read(text, otherwise))).toEqual(
          compared(JSON.parse(text)),
        );
      }),
      { numRuns: 2_000 },
    );
  });

  it('gets the same items out of a list that is cut as out of one that is parsed', () => {
    fc.assert(
      fc.property(fc.array(objects, { maxLength: 4 }), items => {
        const list = {
          apiVersion: 'external-secrets.io/v1',
          items,
          kind: 'ExternalSecretList',
          metadata: { continue: 'next', resourceVersion: '9' },
        };
        const text = writtenByApiServer(list);
        const cut = cutList(text);
        expect(cut === undefined).toBe(items.length === 0);
        expect(cut?.envelope ?? list).toMatchObject({
          metadata: list.metadata,
        });
        const read: unknown[] = [];
        for (const item of cut?.items ?? []) {
          try {
            read.push(JSON.parse(item));
          } catch {
            // From here on the whole is parsed.
            break;
          }
        }
        expect(read).toEqual(JSON.parse(text).items.slice(0, read.length));
      }),
      { numRuns: 2_000 },
    );
  });

  it('remembers nothing of kinds whose specs are not alike', () => {
    const reader = new ObjectReader({ sharesSpecs: false });
    const read = () =>
      reader.read(writtenByApiServer(copyOf('a', 'shop')), otherwise) as any;
    const first = read();
    expect(read().spec).toEqual(first.spec);
    expect(read().spec).not.toBe(first.spec);
    expect(Object.isFrozen(first.spec)).toBe(false);
  });
});
