import { DISTRIBUTION_ANNOTATIONS } from '@central-secrets/backstage-plugin-central-secrets-common';
import { findUnknownAnnotations } from './distributionAnnotations';

const OWNERS = 'central-secrets/allowed-owners';

describe('findUnknownAnnotations', () => {
  it('knows what the documentation names', () => {
    expect(findUnknownAnnotations(DISTRIBUTION_ANNOTATIONS)).toEqual([]);
  });

  it.each([
    ['central-secrets/allowed-owner', OWNERS],
    ['central-secrets/allowed-owners ', OWNERS],
    ['central-secrets/Allowed-Owners', OWNERS],
    ['central-secrets/allowedOwners', OWNERS],
    ['central-secrets/allow-owners', OWNERS],
    ['central-secrets/selfservice', 'central-secrets/self-service'],
    ['central-secrets/key-purpose', 'central-secrets/keys-purpose'],
    ['central-secret/allowed-owners', OWNERS],
    ['central-secrets.io/allowed-owners', OWNERS],
    ['cental-secrets/allowed-owners', OWNERS],
    ['centralsecrets.example.com/allowed-owner', OWNERS],
    ['allowed-owners', OWNERS],
    ['self-service', 'central-secrets/self-service'],
  ])('takes %s for %s', (key, meant) => {
    expect(findUnknownAnnotations([key])).toEqual([{ key, meant }]);
  });

  it.each([
    'central-secrets/cost-center',
    'central-secrets/escalation',
    'central-secrets/owner',
    'central-secrets/constructor',
    'central-secrets/',
    `central-secrets/${'a'.repeat(300)}`,
  ])('does not know %s, and guesses nothing', key => {
    expect(findUnknownAnnotations([key])).toEqual([{ key, meant: undefined }]);
  });

  it.each([
    'kubectl.kubernetes.io/last-applied-configuration',
    'argocd.argoproj.io/tracking-id',
    'external-secrets.io/force-sync',
    'example.com/allowed-owners',
    'central-secrets.example.com/cost-center',
    'description',
    'documentation-url',
    'constructor',
    '',
  ])('leaves %s to those who wrote it', key => {
    expect(findUnknownAnnotations([key])).toEqual([]);
  });
});
