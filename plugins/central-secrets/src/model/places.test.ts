import {
  available,
  binding,
  cluster,
  delivery,
  response,
} from '../__testUtils__/fixtures';
import { clusterTitle, placeId, placesOf } from './places';
import { withAvailable } from './withAvailable';

const places = (...parameters: Parameters<typeof response>) =>
  placesOf(response(...parameters)).map(placeId);
const unconfirmed = { confirmed: false, exists: null };

describe('the places of the page', () => {
  it('are those that there is something to show of, by name and once', () => {
    expect(
      places({
        deliveries: [
          delivery('b', { cluster: 'z' }),
          delivery('a'),
          delivery('c'),
        ],
        available: [available('d', { namespace: 'another' })],
      }),
    ).toEqual(['hub/another', 'hub/backstage', 'z/backstage']);
  });

  it('are the confirmed ones, where nothing is shown', () => {
    const other = binding({ ...unconfirmed, namespace: 'other' });
    expect(places({ bindings: [other, binding()] })).toEqual(['hub/backstage']);
    expect(places({ bindings: [other] })).toEqual(['hub/other']);
  });

  it('are none that do not exist', () => {
    const missing = binding({ namespace: 'gone', exists: false });
    expect(places({ bindings: [missing, binding()] })).toEqual([
      'hub/backstage',
    ]);
  });

  it('hold no more than where they are', () => {
    expect(placesOf(response({ deliveries: [delivery('a')] }))).toEqual([
      { cluster: 'hub', namespace: 'backstage' },
    ]);
  });
});

describe('the displayed name of a cluster', () => {
  const clusters = [cluster(), cluster({ name: 'b', title: 'Production' })];

  it.each([
    ['b', 'Production'],
    ['hub', 'hub'],
    ['unknown', 'unknown'],
  ])('is, of %s: %s', (name, title) => {
    expect(clusterTitle(name, clusters)).toBe(title);
  });
});

describe('an answer with the distributions that can be requested', () => {
  it('has those that were loaded, else its own', () => {
    const answer = response({ available: [available('own')] });
    const items = [available('loaded')];
    expect(withAvailable(answer, { status: 'loading' })).toBe(answer);
    expect(
      withAvailable(answer, { status: 'ready', data: { items } } as never),
    ).toEqual({ ...answer, available: items });
  });
});
