import {
  FaultFacts,
  findOperatorFaults,
  KnownRelease,
  OPERATOR_FAULTS,
} from '.';

const LONG = 'a'.repeat(60);
const HUB: FaultFacts = {
  refusedTemplateFunctions: ['getSecretKey', 'getHostByName'],
  templatesFromObjectsAllowed: false,
  teamStoresChecked: true,
  handlesPushes: true,
  distributions: ['pull', LONG],
};

const told = (release: KnownRelease, facts: FaultFacts = HUB) =>
  findOperatorFaults(release, facts).map(
    ({ fault, isPossible }) => `${fault.id}${isPossible ? '?' : ''}`,
  );

describe('the faults of an operator', () => {
  it.each([
    [
      '0.19.1',
      ['CVE-2026-34984', 'CVE-2026-42875', 'GHSA-fcxq-v2r3-cc8h', '6053'],
    ],
    ['0.19.2', ['CVE-2026-34984', 'CVE-2026-42875', '6053']],
    ['0.20.1', ['CVE-2026-34984', 'CVE-2026-42875', '6677', '6053', '7016']],
    [
      'v0.20.2',
      [
        'CVE-2026-22822',
        'CVE-2026-34984',
        'CVE-2026-42875',
        '6677',
        '6053',
        '7016',
      ],
    ],
    ['1.2.0', ['CVE-2026-34984', 'CVE-2026-42875', '6677', '6053', '7016']],
    ['2.3.0', ['CVE-2026-42875', '6677', '6053', '7016']],
    ['2.9.0', ['6677', '6053', '7016']],
    ['2.14.0', ['6677', '6053']],
    ['0.19.10', ['CVE-2026-34984', 'CVE-2026-42875', '6053']],
    ['10.0.0', ['6677', '6053']],
    [' 2.14.0 ', ['6677', '6053']],
    ['latest', []],
    ['x2.14.0', []],
    ['2.14.0-rc1', []],
  ])('in release %s', (version, ids) => {
    expect(told({ version })).toEqual(ids);
  });

  it('are possible where the last number of the release is not known', () => {
    expect(told({ version: '0.20' })).toEqual([
      'CVE-2026-34984',
      'CVE-2026-42875',
      '6677',
      '6053',
      '7016',
      'CVE-2026-22822?',
    ]);
    expect(told({ version: '0.19' })).toContain('GHSA-fcxq-v2r3-cc8h?');
  });

  it('are possible up to their fix where only the least release is known', () => {
    expect(told({ version: '2.7', atLeast: true })).toEqual([
      '6677',
      '6053',
      '7016?',
    ]);
    expect(told({ version: '0.19', atLeast: true })).toContain(
      'CVE-2026-22822?',
    );
  });

  it('matter only to a hub that has what they need', () => {
    expect(
      told({ version: '2.9.0' }, { distributions: ['pull', LONG.slice(1)] }),
    ).toEqual(['6677', '6053']);
    expect(told({ version: '2.9.0' }, {})).toEqual([]);
    expect(told({ version: '0.19.1' }, { handlesPushes: false })).not.toContain(
      'GHSA-fcxq-v2r3-cc8h',
    );
  });

  it('come with the policy that keeps them away, and its gaps', () => {
    const gapsOf = (facts: FaultFacts) =>
      findOperatorFaults({ version: '1.1.0' }, facts).flatMap(
        ({ guard }) => guard?.gaps ?? [],
      );
    expect(gapsOf(HUB)).toEqual([]);
    expect(
      gapsOf({
        ...HUB,
        refusedTemplateFunctions: ['getSecretKey'],
        teamStoresChecked: false,
      }),
    ).toEqual([
      'refused-template-functions does not name getHostByName',
      'it does not refuse',
    ]);
    expect(gapsOf({ ...HUB, templatesFromObjectsAllowed: true })).toEqual([
      'templates-from-objects is allowed',
      'templates-from-objects is allowed',
    ]);
  });

  it('say that nothing is known of a policy where its facts are not', () => {
    const found = findOperatorFaults({ version: '1.1.0' }, {});
    expect(
      found.map(({ fault, guard, severity }) => [
        fault.id,
        guard?.policy,
        guard?.gaps,
        severity,
      ]),
    ).toEqual([
      ['CVE-2026-22822', 'central-secrets-team-templates', undefined, 'error'],
      [
        'CVE-2026-34984',
        'central-secrets-team-templates',
        undefined,
        'warning',
      ],
      ['CVE-2026-42875', 'central-secrets-team-stores', undefined, 'warning'],
    ]);
  });

  it('are errors where nothing keeps them away, and notes where the operator may be newer', () => {
    const severities = (release: KnownRelease, facts: FaultFacts) =>
      findOperatorFaults(release, facts).map(({ severity }) => severity);
    expect(severities({ version: '2.3.0' }, HUB)).toEqual([
      'warning',
      'warning',
      'warning',
      'error',
    ]);
    expect(
      severities({ version: '2.3.0' }, { teamStoresChecked: false }),
    ).toEqual(['error']);
    expect(severities({ version: '2.3', atLeast: true }, HUB)).toEqual([
      'warning',
      'warning',
      'note',
      'note',
    ]);
  });

  it('are grave where a policy is not enough, or nothing is delivered', () => {
    expect(
      OPERATOR_FAULTS.filter(({ isGrave }) => isGrave).map(({ id }) => id),
    ).toEqual(['CVE-2026-22822', '7016']);
  });

  it('have an address each, and a range that begins before it ends', () => {
    for (const fault of OPERATOR_FAULTS) {
      const { id, from, before, url } = fault;
      for (const text of [fault.summary, fault.condition ?? '', fault.remedy]) {
        expect(text).not.toMatch(/[.!]$/);
      }
      expect(url).toMatch(/^https:\/\/github\.com\//);
      expect(from === undefined || from !== before).toBe(true);
      expect(id).not.toBe('');
    }
  });
});
