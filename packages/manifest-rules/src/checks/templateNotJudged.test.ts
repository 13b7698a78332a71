import { lint } from '../lint';
import { readManifests } from '../input';
import { manifestOf } from '../manifest';
import { DEFAULT_RULE_SETTINGS } from '../settings';
import { TemplateVerdict } from '../templates';

const manifest = manifestOf({
  apiVersion: 'external-secrets.io/v1',
  kind: 'ExternalSecret',
  metadata: { name: 'greeting', namespace: 'team' },
  spec: {
    secretStoreRef: { name: 'store', kind: 'ClusterSecretStore' },
    data: [{ secretKey: 'name', remoteRef: { key: 'source' } }],
    target: { template: { data: { greeting: 'Hello {{ .name }}' } } },
  },
})!;

/** Returns the rules' findings for a template that was stopped. */
function findingsOf(stoppedBy: TemplateVerdict['stoppedBy']) {
  const input = readManifests([manifest], DEFAULT_RULE_SETTINGS);
  return lint(input, [
    {
      outcome: 'stopped',
      stoppedBy,
      message: 'stopped, for some reason',
      accepted: false,
      constant: false,
    },
  ])
    .filter(({ code }) => code.startsWith('template-'))
    .map(({ code, severity, message }) => ({ code, severity, message }));
}

describe('a template that was stopped', () => {
  it.each(['time', 'fault', undefined] as const)(
    'is not judged, and no error, where it was stopped by %s',
    stoppedBy => {
      expect(findingsOf(stoppedBy)).toEqual([
        {
          code: 'template-not-judged',
          severity: 'note',
          message:
            'the template was not judged (stopped, for some reason): see whether it holds a loop that takes long, and judge it again while the machine is less busy',
        },
      ]);
    },
  );

  it('is an error where it takes too much memory', () => {
    expect(findingsOf('memory')).toEqual([
      expect.objectContaining({ code: 'template-endless', severity: 'error' }),
    ]);
  });
});
