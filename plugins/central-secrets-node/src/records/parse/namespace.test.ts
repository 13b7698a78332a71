import { namespace } from '../../testUtils';
import { parseNamespace } from './namespace';

const CANARY = 'canary-not-a-real-secret';
const at = (time: string) => Date.parse(time);

describe('parseNamespace', () => {
  it('keeps names, labels, finalizers and times', () => {
    const raw = namespace('app', {
      metadata: {
        deletionTimestamp: '2026-11-23T06:00:00Z',
        finalizers: ['externalsecrets.external-secrets.io/ces-x'],
        labels: { team: 'a' },
      },
    });
    expect(parseNamespace(raw)).toEqual({
      name: 'app',
      uid: 'uid-of-namespace-app',
      resourceVersion: '1',
      createdAt: at('2026-11-23T05:00:00Z'),
      deletedAt: at('2026-11-23T06:00:00Z'),
      labels: { 'kubernetes.io/metadata.name': 'app', team: 'a' },
      annotations: {},
      finalizers: ['externalsecrets.external-secrets.io/ces-x'],
      labelTimes: {},
    });
  });

  it('keeps only its own annotations and the marks of GitOps controllers', () => {
    const raw = namespace('app', {
      metadata: {
        annotations: {
          'central-secrets/entity-ref': 'component:default/app',
          'argocd.argoproj.io/tracking-id': 'apps:/Namespace:/app',
          'kustomize.toolkit.fluxcd.io/name': 'apps',
          'kubectl.kubernetes.io/last-applied-configuration': CANARY,
        },
      },
    });
    expect(parseNamespace(raw).annotations).toEqual({
      'central-secrets/entity-ref': 'component:default/app',
      'argocd.argoproj.io/tracking-id': 'apps:/Namespace:/app',
      'kustomize.toolkit.fluxcd.io/name': 'apps',
    });
  });

  it('takes a label’s time from its newest manager', () => {
    const manager = (time: string, labels: Record<string, {}>) => ({
      manager: 'm',
      operation: 'Update',
      apiVersion: 'v1',
      fieldsType: 'FieldsV1',
      time,
      fieldsV1: { 'f:metadata': { 'f:labels': labels } },
    });
    const raw = namespace('app', {
      metadata: {
        managedFields: [
          manager('2026-11-23T05:01:00Z', { '.': {}, 'f:a': {}, 'f:s/b': {} }),
          manager('2026-11-23T05:03:00Z', { 'f:a': {} }),
          manager('2026-11-23T05:02:00Z', { 'f:a': {} }),
        ],
      },
    });
    expect(parseNamespace(raw).labelTimes).toEqual({
      a: at('2026-11-23T05:03:00Z'),
      's/b': at('2026-11-23T05:01:00Z'),
    });
  });

  it('takes the items of a list, which have no kind', () => {
    expect(parseNamespace(namespace('app', { kind: undefined })).name).toBe(
      'app',
    );
  });
});
