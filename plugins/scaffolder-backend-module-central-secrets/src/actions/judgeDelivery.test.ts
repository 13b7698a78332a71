import { DELIVERY_STATES } from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  deliveriesAnswer,
  delivery,
  failedDelivery,
} from '../__testUtils__/answers';
import { deliveriesOf, deliveryOf, judgeDelivery } from './judgeDelivery';

const target = {
  cluster: 'demo',
  namespace: 'backstage',
  distribution: 'application-docker-registry',
};

function statesBy(action: 'add' | 'remove') {
  const states: Record<string, string[]> = {};
  for (const state of DELIVERY_STATES) {
    const { outcome } = judgeDelivery(
      target,
      action,
      failedDelivery({ state }),
    );
    (states[outcome] ??= []).push(state);
  }
  return states;
}

describe('deliveryOf', () => {
  it.each(['cluster', 'namespace', 'distribution'])(
    'does not take the delivery of another %s for the one that is meant',
    part => {
      const other = delivery({ [part]: 'other' });
      expect(deliveryOf(target, deliveriesAnswer(other))).toBeUndefined();
      expect(deliveryOf(target, deliveriesAnswer(other, delivery()))).toEqual(
        delivery(),
      );
    },
  );
});

describe('deliveriesOf', () => {
  it('leaves out a delivery that the backend does not see', () => {
    expect(
      deliveriesOf(
        [{ ...target, namespace: 'unseen' }, target],
        deliveriesAnswer(delivery()),
      ),
    ).toEqual([delivery()]);
  });
});

describe('judgeDelivery', () => {
  it('calls a wanted delivery done only when it is synced, and blocked when somebody must act', () => {
    expect(statesBy('add')).toEqual({
      done: ['synced'],
      blocked: ['terminating', 'conflict', 'denied', 'failed'],
      waiting: [
        'unknown',
        'not-requested',
        'orphaned',
        'pending',
        'store-unavailable',
        'outdated',
        'stale',
      ],
    });
  });

  it("waits where a remedy says that it is nobody's move", () => {
    const { outcome } = judgeDelivery(
      target,
      'add',
      delivery({ state: 'denied' }),
    );
    expect(outcome).toBe('waiting');
  });

  it('calls an unwanted delivery done only when it is not requested, and otherwise waits', () => {
    const { done, blocked } = statesBy('remove');
    expect(done).toEqual(['not-requested']);
    expect(blocked).toBeUndefined();
  });

  it.each(['add', 'remove'] as const)(
    'does not take a delivery that is not to be seen for done (%s)',
    action => {
      expect(judgeDelivery(target, action, undefined)).toEqual({
        target: 'application-docker-registry in demo/backstage',
        outcome: 'waiting',
        text: 'application-docker-registry in demo/backstage is not to be seen',
      });
    },
  );

  it('tells state, cause, summary, whose move it is, and the command', () => {
    expect(judgeDelivery(target, 'add', failedDelivery())).toEqual({
      target: 'application-docker-registry in demo/backstage',
      outcome: 'blocked',
      text: 'application-docker-registry in demo/backstage is failed (source-missing): The source secret does not exist',
      remedy:
        "The platform team's move: Create the source secret where ClusterSecretStore central-secret-store reads, or correct remoteRef.key in ClusterExternalSecret application-docker-registry. The operator retries within 7 minutes. Command: kubectl get secrets",
    });
  });
});
