import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { parseExternalSecret } from '../records';
import { isRefreshDisabled } from './refresh';
import { syncedVersionOf } from './syncedVersion';

const SYNCED = join(__dirname, '__fixtures__', 'synced');

/** This sample was taken when an annotation had just been added. */
const ANNOTATED = 'force-sync';

/** The ExternalSecrets of the real operator that it had synced. */
const externalSecrets = readdirSync(SYNCED)
  .flatMap(file => parseAllDocuments(readFileSync(join(SYNCED, file), 'utf8')))
  .map(document => document.toJS())
  .filter(object => object.kind === 'ExternalSecret')
  .filter(object => object.status?.syncedResourceVersion)
  .filter(object => {
    const { spec, ready } = parseExternalSecret(object);
    return ready?.status === 'True' && !isRefreshDisabled(spec);
  });

describe('syncedVersionOf', () => {
  it('is what the real operator wrote, for every sample of a synced delivery', () => {
    const synced = externalSecrets.filter(
      ({ metadata }) => metadata.name !== ANNOTATED,
    );
    expect(synced.length).toBeGreaterThan(50);
    expect(synced.map(({ metadata }) => syncedVersionOf(metadata))).toEqual(
      synced.map(({ status }) => status.syncedResourceVersion),
    );
  });

  it('differs from what the operator wrote before an annotation was added', () => {
    const { metadata, status } = externalSecrets.find(
      object => object.metadata.name === ANNOTATED,
    );
    expect(syncedVersionOf(metadata)).not.toBe(status.syncedResourceVersion);
    expect(syncedVersionOf({ ...metadata, annotations: {} })).toBe(
      status.syncedResourceVersion,
    );
  });

  it('depends on the generation, and on each annotation and label', () => {
    const versions = [
      {},
      { generation: 1 },
      { generation: 2 },
      { generation: 1, annotations: { a: 'b' } },
      { generation: 1, annotations: { a: 'c' } },
      { generation: 1, labels: { a: 'b' } },
    ].map(syncedVersionOf);
    expect(new Set(versions).size).toBe(versions.length);
  });

  it('does not depend on the order of keys', () => {
    expect(syncedVersionOf({ labels: { b: '1', a: '2', B: '3' } })).toBe(
      syncedVersionOf({ labels: { B: '3', a: '2', b: '1' } }),
    );
  });
});
