import { externalSecret, Given } from '../__testUtils__/findings';
import { readManifests } from '../input';
import { lint } from '../lint';
import { manifestOf } from '../manifest';
import { DEFAULT_RULE_SETTINGS } from '../settings';

describe('secret-contested', () => {
  it('points at the field of the other, from which the name comes', () => {
    const objects: Given['objects'] = ['a', 'b'].map(name =>
      externalSecret({ target: { name: 'x' } }, { name }),
    );
    const input = readManifests(
      objects.map(object => manifestOf(object)!),
      DEFAULT_RULE_SETTINGS,
    );
    const [finding] = lint(input).filter(
      ({ code }) => code === 'secret-contested',
    );
    expect(finding).toMatchObject({
      path: ['spec', 'target', 'name'],
      other: {
        manifest: { name: 'a' },
        path: ['spec', 'target', 'name'],
      },
    });
  });
});
