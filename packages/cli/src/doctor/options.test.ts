import { HUB_IDENTITIES } from '@central-secrets/manifest-rules';
import { readDoctorOptions } from './options';

describe('readDoctorOptions', () => {
  it('asks for the rights of every identity of deploy/, and fixes nothing, by default', () => {
    const options = readDoctorOptions([]);
    expect(options).toMatchObject({
      format: 'human',
      identities: [...HUB_IDENTITIES],
      names: { hubNamespace: 'central-secret-store' },
    });
    expect(options).not.toHaveProperty('fix');
  });

  it('reads the identities whose rights are asked for, and those that are left out', () => {
    expect(
      readDoctorOptions([
        ...['--operator', 'serviceaccount:eso/operator'],
        ...['--auditors', 'user:anna', '--writer', 'none'],
      ]),
    ).toMatchObject({
      identities: [
        'operator',
        'store',
        'reader',
        'hub-index',
        'hub-owners',
        'auditors',
      ],
      names: {
        operator: {
          kind: 'ServiceAccount',
          namespace: 'eso',
          name: 'operator',
        },
        auditors: { kind: 'User', name: 'anna' },
      },
    });
  });

  it('reads the account of the store, and the findings that a hub owner accepts', () => {
    const accepted = [
      'store-refused:SecretStore platform/vault',
      'push-to-hub:PushSecret platform/rotate',
    ];
    expect(
      readDoctorOptions([
        ...['--store', 'serviceaccount:hub/reader'],
        ...accepted.flatMap(each => ['--accept', each]),
      ]),
    ).toMatchObject({
      accepted,
      names: {
        store: { kind: 'ServiceAccount', namespace: 'hub', name: 'reader' },
      },
    });
    expect(readDoctorOptions([])).toMatchObject({ accepted: [] });
  });

  it.each([
    [['--fix'], 'dry-run'],
    [['--fix', '--yes'], 'apply'],
  ])('reads %j as %s', (args, fix) => {
    expect(readDoctorOptions(args)).toMatchObject({ fix });
  });

  it.each([
    [['--yes'], '--yes has no effect without --fix'],
    [['--reader', 'backstage'], '--reader takes serviceaccount:'],
    [
      ['--reader', 'serviceaccount:backstage'],
      '--reader takes serviceaccount:',
    ],
    [['--format', 'sarif'], 'there is no format "sarif": use human, json'],
    [['--accept', 'anything'], '--accept takes <code>:<about>'],
    [['--nonsense'], "Unknown option '--nonsense'"],
    [['stray'], "Unexpected argument 'stray'"],
  ])('explains the mistake in %j', (args, mistake) => {
    expect(readDoctorOptions(args)).toEqual({
      mistake: expect.stringContaining(mistake),
    });
  });
});
