import { DEFAULT_DELIVERY_LIMITS } from '@central-secrets/backstage-plugin-central-secrets-node';
import {
  BUILT_AT,
  clusterSecretStore,
  distribution,
  namespace,
} from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import { TemplateVerdict } from '@central-secrets/manifest-rules';
import { FakeClusterInventory } from '../__testUtils__';
import { ClusterFindings } from './ClusterFindings';
import { TemplateJudge } from './TemplateJudge';

const START = Date.parse(BUILT_AT);
const NAMES = Array.from({ length: 40 }, (_, index) => `secret-${index}`);

const templated = (name: string) =>
  distribution(name, {
    spec: {
      externalSecretSpec: {
        target: { template: { data: { key: `{{ .${name} }}` } } },
      },
    },
  });

describe('ClusterFindings', () => {
  let now: number;
  let asked: string[];
  let verdict: TemplateVerdict;
  let judge: TemplateJudge;
  let cluster: FakeClusterInventory;
  let findings: ClusterFindings;

  /** @param remembered - how many verdicts the judge keeps; by default far fewer than there are */
  const start = (remembered = 10) => {
    now = START;
    asked = [];
    verdict = { outcome: 'rendered', accepted: true, constant: false };
    cluster = new FakeClusterInventory({
      observedAt: START,
      objects: [
        clusterSecretStore(),
        ...NAMES.map(templated),
        namespace('app', {
          metadata: { labels: { 'secrets/secret-7': 'true' } },
        }),
      ],
    });
    judge = new TemplateJudge({
      engine: {
        judge: async templates => {
          asked.push(...templates.map(({ text }) => text));
          return templates.map(() => verdict);
        },
      },
      onError: () => {},
      clock: () => now,
      remembered,
    });
    findings = new ClusterFindings({
      cluster,
      judge,
      limits: DEFAULT_DELIVERY_LIMITS,
      requestLabels: ['secrets/*'],
      protectedNamespaces: ['kube-system'],
      clock: () => now,
    });
    cluster.onChange(change => findings.note(change));
  };
  beforeEach(() => start());

  const of = (name: string) => findings.of(name);

  /** Asks for all, and again once all templates were judged. */
  async function askForAll() {
    findings.settle(() => true);
    NAMES.forEach(of);
    await judge.settled();
    NAMES.forEach(of);
    return NAMES.map(of);
  }

  /** How many are judged because of a change. */
  async function evaluations(change: () => void) {
    const before = findings.evaluations;
    change();
    findings.settle(() => true);
    NAMES.forEach(of);
    await judge.settled();
    NAMES.forEach(of);
    return findings.evaluations - before;
  }

  it('judges by the release of the operator, and again after an upgrade', async () => {
    const name = 'a'.repeat(60);
    cluster.put(distribution(name));
    const severity = async (version: string, atLeast?: boolean) => {
      cluster.knownOperator = {
        release: { version, atLeast },
        source: atLeast ? 'api' : 'deployment',
      };
      findings.settle(() => true);
      return of(name).findings.find(({ code }) => code === 'name-too-long')
        ?.severity;
    };
    expect(await severity('2.13.0')).toBe('error');
    expect(await severity('2.14.0')).toBeUndefined();
    // It may be a newer one.
    expect(await severity('2.13', true)).toBe('warning');
  });

  it('has every template judged once, however many there are and however often someone asks', async () => {
    const all = await askForAll();
    expect(all.every(({ complete }) => complete)).toBe(true);
    expect(asked.length).toBe(NAMES.length);
    await askForAll();
    await askForAll();
    expect(asked.length).toBe(NAMES.length);
  });

  it.each<[string, number, () => void]>([
    ['nothing', 0, () => {}],
    [
      'the status of a distribution',
      0,
      () => cluster.put(templated('secret-3')),
    ],
    [
      'the manifest of a distribution, until its template is judged',
      2,
      () =>
        cluster.put(
          distribution('secret-3', {
            spec: {
              externalSecretSpec: {
                target: { template: { data: { key: '{{ .new }}' } } },
              },
            },
          }),
        ),
    ],
    [
      'a namespace that asks for one, while the others count the namespaces',
      // Those that no namespace asks for say how many there are.
      1 + 38,
      () =>
        cluster.put(
          namespace('shop', {
            metadata: { labels: { 'secrets/secret-3': 'true' } },
          }),
        ),
    ],
    [
      'a namespace that asks for another one than before',
      2,
      () =>
        cluster.put(
          namespace('app', {
            metadata: { labels: { 'secrets/secret-8': 'true' } },
          }),
        ),
    ],
    [
      'a store that was validated again',
      0,
      () => cluster.put(clusterSecretStore(undefined, { status: {} })),
    ],
    [
      'a store that lets others use it',
      40,
      () =>
        cluster.put(
          clusterSecretStore(undefined, {
            spec: { conditions: [{ namespaces: ['app'] }] },
          }),
        ),
    ],
  ])('after a change of %s judges %s', async (_, expected, change) => {
    await askForAll();
    expect(await evaluations(change)).toBe(expected);
  });

  it('judges each once before anyone asks, and no template', () => {
    findings.settle(() => true);
    expect(findings.evaluations).toBe(NAMES.length);
    expect(asked).toEqual([]);
    NAMES.forEach(of);
    expect(findings.evaluations).toBe(NAMES.length);
  });

  it('judges one object or one distribution in a step', () => {
    let steps = 0;
    while (!findings.settle(() => false)) {
      steps += 1;
      expect(findings.evaluations).toBeLessThanOrEqual(steps);
    }
    // 40 distributions are read and judged, and a namespace is read.
    expect(steps).toBe(81);
  });

  it('says of a distribution without a manifest that it is too large, until it has one', () => {
    const large = distribution('secret-1', {
      spec: {
        externalSecretSpec: {
          target: { template: { data: { key: 'x'.repeat(300_000) } } },
        },
      },
    });
    const codes = () => of('secret-1').findings.map(({ code }) => code);
    cluster.put(large);
    findings.settle(() => true);
    expect(codes()).toEqual(['manifest-too-large']);
    cluster.put(templated('secret-1'));
    findings.settle(() => true);
    expect(codes()).not.toContain('manifest-too-large');
    cluster.put(large);
    findings.settle(() => true);
    expect(codes()).toEqual(['manifest-too-large']);
  });

  it('tells of a template that took too long that it was not judged, and looks again later', async () => {
    start(100);
    verdict = {
      outcome: 'stopped',
      stoppedBy: 'time',
      message: 'stopped after 5 s',
      accepted: false,
      constant: false,
    };
    await askForAll();
    const codes = () =>
      of('secret-1').findings.map(
        ({ code, severity }) => `${severity} ${code}`,
      );
    expect(codes()).toContain('note template-not-judged');
    expect(codes().join()).not.toContain('error');

    verdict = { outcome: 'rendered', accepted: true, constant: false };
    now += 120_000;
    of('secret-1');
    await judge.settled();
    expect(codes()).not.toContain('note template-not-judged');
  });

  it('says that nothing is complete of a distribution that it has not read yet', () => {
    findings.settle(() => false);
    expect(NAMES.map(of).filter(({ complete }) => complete)).toEqual([]);
  });
});
