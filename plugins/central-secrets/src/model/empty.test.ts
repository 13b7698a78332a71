import type { DeliveriesResponse } from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  available,
  binding,
  delivery,
  deliveryIn,
  response,
} from '../__testUtils__/fixtures';
import { emptinessOf } from './empty';
import { rowsOf } from './rows';

const emptiness = (changes: Partial<DeliveriesResponse>, complete = true) => {
  const answer = response(changes);
  return emptinessOf(answer, rowsOf(answer), { complete });
};

const bound = { bindings: [binding()] };
const unsettled = {
  cluster: 'other',
  exists: null,
  confirmed: false,
  confirmWith: 'kubectl annotate …',
};

describe('why there is nothing to show', () => {
  it.each<[string, Partial<DeliveriesResponse>, string | undefined]>([
    ['no namespace is named', { bindings: [] }, 'no-binding'],
    ['nothing is offered', bound, 'nothing-offered'],
    ['more is offered than is listed', { availableCount: 3 }, undefined],
    ['no distribution exists', { availableCount: 0 }, 'nothing-offered'],
    ['something can be requested', { available: [available('a')] }, 'nothing'],
    [
      'one of two can be requested',
      { available: [available('a', { requestable: false }), available('b')] },
      'nothing',
    ],
    [
      'nothing that is offered can be requested',
      { available: [available('a', { requestable: false })] },
      'nothing-requestable',
    ],
    ['something arrived', { deliveries: [delivery('a')] }, undefined],
    ['something failed', { deliveries: [deliveryIn('failed')] }, undefined],
    [
      'the namespace is not confirmed',
      { bindings: [binding({ confirmed: false })] },
      undefined,
    ],
    [
      'the namespace does not exist',
      { bindings: [binding({ exists: false })] },
      undefined,
    ],
    [
      'one of two namespaces does not exist',
      { bindings: [binding(), binding({ cluster: 'b', exists: false })] },
      'nothing-offered',
    ],
    [
      'it may be in another namespace that is not seen',
      { bindings: [binding(), binding({ ...unsettled, namespace: 'else' })] },
      undefined,
    ],
    [
      'another cluster may merely not have the namespace',
      { bindings: [binding(), binding(unsettled)] },
      'nothing-offered',
    ],
    [
      'a confirmed namespace of another cluster is not seen',
      { bindings: [binding(), binding({ cluster: 'other', exists: null })] },
      undefined,
    ],
  ])('where %s', (_case, changes, expected) => {
    expect(emptiness(changes)).toBe(expected);
  });

  it('is not told as long as something may be hidden', () => {
    expect(emptiness({ bindings: [] }, false)).toBeUndefined();
    expect(emptiness(bound, false)).toBeUndefined();
  });
});
