import { ObservationError, Observations } from '../../records';
import { FixtureCase } from './fixtureCase';

const withError =
  (kind: keyof Observations, code: ObservationError['code'], message: string) =>
  (observations: Observations): Observations => ({
    ...observations,
    [kind]: { ...observations[kind], error: { code, message } },
  });

/** The states that are decided before it matters what became of the attempt. */
export const BEFORE_THE_ATTEMPT: readonly FixtureCase[] = [
  {
    file: 'unknown/synced-before',
    observations: withError(
      'clusterexternalsecrets',
      'forbidden',
      'the reader may not list clusterexternalsecrets',
    ),
    state: 'unknown',
    cause: 'kind-unreadable',
    summary: 'clusterexternalsecrets of cluster hub cannot be read',
    evidence:
      'observation of clusterexternalsecrets: forbidden: the reader may not list',
    remedyBy: 'platform',
  },
  {
    file: 'unknown/synced-before',
    observations: observations => ({
      ...observations,
      externalsecrets: { observedAt: Date.parse('2026-11-23T05:10:00Z') },
    }),
    state: 'unknown',
    cause: 'cluster-unobserved',
    summary: 'cluster hub is not being observed',
    evidence: 'observation of externalsecrets: not observed lately',
    remedyBy: 'platform',
  },
  {
    file: 'terminating/leftover-finalizer',
    state: 'terminating',
    summary: 'held by a finalizer that was left behind',
    evidence:
      'metadata.finalizers[0]: externalsecrets.external-secrets.io/ces-application-docker-registry',
    remedyBy: 'platform',
    command:
      'kubectl patch namespace app-1 --type=json -p \'[{"op":"test","path":"/metadata/finalizers/0","value":"externalsecrets.external-secrets.io/ces-application-docker-registry"},{"op":"remove","path":"/metadata/finalizers/0"}]\'',
  },
  {
    file: 'not-requested/unlabelled',
    state: 'not-requested',
    summary: 'Namespace app does not ask for it',
    evidence: 'spec.namespaceSelectors: secrets/gh-oauth=true',
    remedyBy: 'developer',
  },
  {
    file: 'not-requested/finalizer-left',
    state: 'not-requested',
    summary: 'does not ask for it',
    remedyBy: 'developer',
    warnings: ['namespace-finalizer-left'],
  },
  {
    file: 'not-requested/own-of-the-same-name',
    state: 'not-requested',
    summary: 'does not ask for it',
    evidence: 'metadata.ownerReferences: none: declared by itself',
    remedyBy: 'developer',
  },
  {
    file: 'orphaned/child-without-label',
    state: 'orphaned',
    summary: 'Nothing asks for it any more, but the copy is still there',
    evidence: 'metadata.ownerReferences: ClusterExternalSecret gh-oauth',
    remedyBy: 'platform',
    command: 'kubectl delete externalsecret gh-oauth -n app',
    warnings: ['namespace-finalizer-left'],
  },
  {
    file: 'orphaned/lost-its-owner',
    state: 'orphaned',
    summary: 'Nothing asks for it any more',
    evidence: 'externalsecrets.external-secrets.io/ces-gh-oauth',
    remedyBy: 'platform',
    warnings: ['namespace-finalizer-left'],
  },
  {
    file: 'orphaned/being-deleted',
    state: 'orphaned',
    summary: 'the copy is being deleted',
    evidence: 'metadata.deletionTimestamp: 2026-11-23T05:18:50Z',
    remedyBy: 'nobody',
    warnings: ['namespace-finalizer-left'],
  },
  {
    file: 'orphaned/distribution-is-gone',
    state: 'orphaned',
    summary: 'Nothing asks for it any more',
    evidence: 'metadata.ownerReferences: ClusterExternalSecret gh-oauth',
    remedyBy: 'platform',
  },
  {
    file: 'conflict/name-taken',
    state: 'conflict',
    cause: 'name-taken',
    summary: 'already has the name c06-foreign-es',
    evidence:
      'status.failedNamespaces[f-c06-foreign-es].reason: external secret already exists in namespace',
    remedyBy: 'platform',
  },
  {
    file: 'conflict/secret-owned-by-another',
    distribution: 'c07-b',
    state: 'conflict',
    cause: 'secret-owned-by-another',
    summary: 'The Secret same belongs to another ExternalSecret, c07-a',
    evidence:
      'event UpdateFailed ×2: unable to mutate secret same: secret is owned by another ExternalSecret: c07-a',
    remedyBy: 'platform',
  },
  {
    file: 'conflict/secret-owned-by-another',
    distribution: 'c07-a',
    state: 'synced',
    summary: 'The Secret same is there and up to date',
    remedyBy: 'nobody',
    warnings: ['contested'],
  },
  {
    file: 'conflict/several-writers',
    state: 'conflict',
    cause: 'several-writers',
    summary: 'none owns it: shared-a, shared',
    evidence: 'spec.target: name shared, creationPolicy Orphan',
    remedyBy: 'platform',
  },
  {
    file: 'denied/store-conditions',
    state: 'denied',
    summary: 'The store denying does not let namespace f-c04-denied use it',
    evidence: 'spec.conditions: namespace somewhere-else',
    remedyBy: 'platform',
    command: 'kubectl edit clustersecretstore denying',
  },
  {
    file: 'pending/no-copy-yet',
    state: 'pending',
    summary: 'the operator has not made the copy yet',
    evidence: 'metadata.labels[secrets/gh-oauth]: true',
    remedyBy: 'nobody',
  },
  {
    file: 'pending/no-copy-yet',
    now: '2026-11-23T05:20:55Z',
    state: 'pending',
    summary: 'the operator has not made the copy yet',
    remedyBy: 'platform',
    command: 'kubectl -n external-secrets logs deployment/external-secrets',
    warnings: ['pending-unusually-long'],
  },
  {
    file: 'pending/other-controller-class',
    state: 'pending',
    summary: 'served by controller class other',
    evidence: 'spec.controller: other',
    remedyBy: 'platform',
    warnings: ['pending-unusually-long'],
  },
];
