import { DEFAULT_DELIVERY_LIMITS } from '@central-secrets/backstage-plugin-central-secrets-node';
import { distributionResponseSchema } from '@central-secrets/backstage-plugin-central-secrets-common';
import { TemplateToJudge } from '@central-secrets/manifest-rules';
import {
  Change,
  clusterSecretStore,
  distribution,
} from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import { FakeClusterInventory, FakeInventory } from '../__testUtils__';
import { systemClock } from '../kubernetes';
import { DistributionService } from './DistributionService';
import { TemplateJudge } from './TemplateJudge';

const NOW = Date.parse('2026-11-23T05:10:00Z');

async function findingsOf(change: Change) {
  const judged: TemplateToJudge[] = [];
  const judge = new TemplateJudge({
    engine: {
      judge: async templates => {
        judged.push(...templates);
        return templates.map(() => ({
          outcome: 'failed',
          message: 'm'.repeat(10_000),
          accepted: false,
          constant: false,
        }));
      },
    },
    onError: error => {
      throw error;
    },
    clock: () => NOW,
  });
  const service = new DistributionService({
    inventory: new FakeInventory([
      new FakeClusterInventory({
        name: 'hub',
        observedAt: NOW,
        objects: [clusterSecretStore(), distribution('large', change)],
      }),
    ]),
    judge,
    limits: DEFAULT_DELIVERY_LIMITS,
    requestLabels: ['secrets/*'],
    protectedNamespaces: [],
    clock: { ...systemClock, now: () => NOW },
    onError: error => {
      throw error;
    },
  });
  await service.get('hub', 'large', { limit: 50 });
  await judge.settled();
  const body = await service.get('hub', 'large', { limit: 50 });
  expect(distributionResponseSchema.parse(body)).toEqual(body);
  return { ...body, judged };
}

const templates = (count: number, text: (index: number) => string): Change => ({
  spec: {
    externalSecretSpec: {
      target: {
        template: {
          data: Object.fromEntries(
            Array.from({ length: count }, (_, index) => [
              `key-${index}`,
              text(index),
            ]),
          ),
        },
      },
    },
  },
});

describe('the findings of a distribution', () => {
  it('are a hundred at most, and say how many more there are', async () => {
    const { findings, distribution: told } = await findingsOf(
      templates(500, index => `{{ .x${index} }}`),
    );
    expect(findings).toHaveLength(101);
    expect(findings.at(-1)).toEqual({
      code: 'more-findings',
      severity: 'error',
      field: 'spec',
      message: expect.stringMatching(/^4\d\d more findings: /),
    });
    expect(told.findings.errors).toBeGreaterThan(0);
    expect(JSON.stringify(findings).length).toBeLessThan(100_000);
  });

  it('say that no rule looks at a manifest that is too large', async () => {
    const { findings, judged } = await findingsOf(
      templates(10, () => 'x'.repeat(50_000)),
    );
    expect(findings).toEqual([
      {
        code: 'manifest-too-large',
        severity: 'warning',
        field: 'spec',
        message:
          'The manifest is larger than 256 KiB, so no rule looks at it: make it smaller',
      },
    ]);
    expect(judged).toEqual([]);
  });

  it('say of a template that is too long that it was not judged', async () => {
    const { findings, judged } = await findingsOf(
      templates(1, () => `{{ .x }}${'x'.repeat(70_000)}`),
    );
    expect(findings).toContainEqual(
      expect.objectContaining({
        code: 'template-not-judged',
        message: expect.stringContaining('it is longer than 64 KiB'),
      }),
    );
    expect(judged).toEqual([]);
  });
});
