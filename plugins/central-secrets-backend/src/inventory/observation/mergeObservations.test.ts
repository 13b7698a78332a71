import { Observation } from '@central-secrets/backstage-plugin-central-secrets-node';
import {
  message,
  renderMessage,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { mergeObservations } from './mergeObservations';

const forbidden = {
  code: 'forbidden',
  message: message('no-answer', { problem: 'no right' }),
} as const;

/** The merged observation, with its error as a person reads it. */
function merge(parts: ReadonlyMap<string, Observation>) {
  const { error, ...known } = mergeObservations(parts);
  return error
    ? { ...known, error: { ...error, message: renderMessage(error.message) } }
    : known;
}

describe('mergeObservations', () => {
  it('knows a kind as well as the namespace that is known least', () => {
    expect(
      merge(
        new Map([
          ['a', { observedAt: 7 }],
          ['b', { observedAt: 5 }],
        ]),
      ),
    ).toEqual({ observedAt: 5 });
  });

  it('knows nothing of the whole while one namespace was never observed', () => {
    expect(
      merge(
        new Map([
          ['a', { observedAt: 7 }],
          ['b', { error: forbidden }],
        ]),
      ),
    ).toEqual({
      observedAt: undefined,
      error: { code: 'forbidden', message: 'In namespace b: no right' },
    });
  });

  it('leaves alone what is the same everywhere, and what is all there is', () => {
    const one = { observedAt: 7, error: forbidden };
    expect(
      mergeObservations(
        new Map([
          ['a', one],
          ['b', one],
        ]),
      ),
    ).toBe(one);
    expect(mergeObservations(new Map([['a', one]]))).toBe(one);
  });

  it('names all that fail for the first reason', () => {
    const unreachable = {
      code: 'unreachable',
      message: message('no-answer', { problem: 'gone' }),
    } as const;
    expect(
      merge(
        new Map([
          ['a', { observedAt: 7, error: forbidden }],
          ['b', { observedAt: 8, error: unreachable }],
          ['c', { observedAt: 9, error: forbidden }],
        ]),
      ),
    ).toEqual({
      observedAt: 7,
      error: { code: 'forbidden', message: 'In namespaces a, c: no right' },
    });
  });
});
