import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parse } from 'yaml';
import { DEFAULT_HUB_ACCESS } from './defaultHubAccess';
import { HUB_ACCESS_KEYS, parseHubAccess } from './HubAccess';

const { data } = parse(
  readFileSync(
    join(__dirname, '../../../../deploy/base/admission/access.yaml'),
    'utf8',
  ),
);

describe('parseHubAccess', () => {
  it('reads what deploy/ has, which is the default', () => {
    expect(parseHubAccess(data)).toEqual(DEFAULT_HUB_ACCESS);
    expect([...HUB_ACCESS_KEYS].sort()).toEqual(Object.keys(data).sort());
  });

  it('trims lines, and leaves empty ones out', () => {
    const { hubStores, templatesFromObjectsAllowed, requestLabelPrefix } =
      parseHubAccess({
        'hub-stores': '\n  a \r\n\n\tb\n',
        'templates-from-objects': ' allowed\n',
        'request-label-prefix': ' secrets/ \n',
      });
    expect(hubStores).toEqual(['a', 'b']);
    expect(templatesFromObjectsAllowed).toBe(true);
    expect(requestLabelPrefix).toBe('secrets/');
  });

  it('takes what is missing from elsewhere only where it is told to', () => {
    const given = { 'hub-stores': '' };
    expect(parseHubAccess(given).teamGenerators).toEqual([]);
    expect(parseHubAccess(given).templatesFromObjectsAllowed).toBe(false);
    expect(parseHubAccess(given, DEFAULT_HUB_ACCESS)).toEqual({
      ...DEFAULT_HUB_ACCESS,
      hubStores: [],
    });
  });

  it('takes anything else for nothing', () => {
    fc.assert(
      fc.property(fc.anything(), anything => {
        expect(parseHubAccess(anything).teamStoreProviders).toEqual([]);
      }),
    );
    expect(
      parseHubAccess(Object.create({ 'hub-stores': 'inherited' })).hubStores,
    ).toEqual([]);
  });
});
