import { testTranslate } from '../__testUtils__/translate';
import { changeLines } from './changeLines';
import { findPurpose } from './keys';
import { sentence } from './sentence';
import { userName } from './userName';
import {
  actorText,
  applyText,
  checkActorText,
  kindText,
  severityText,
} from './words';

const t = testTranslate();

describe('the words of the page', () => {
  it.each([
    ['cluster', 'add', 'Add label'],
    ['cluster', 'remove', 'Remove label'],
    ['gitops', 'add', 'Open pull request'],
    ['gitops', 'remove', 'Open pull request'],
  ] as const)('name the button in mode %s to %s', (mode, action, text) => {
    expect(applyText(mode, action, t)).toBe(text);
  });

  it('name kinds as Kubernetes does, and the others as people do', () => {
    expect(kindText('clusterexternalsecrets')).toBe('ClusterExternalSecrets');
    expect(actorText('developer', t)).toBe('You can fix this');
    expect(severityText('warning', t)).toBe('Warning');
  });

  it.each([
    ['developer', 'You can check this.'],
    ['platform', 'The platform team can check this.'],
    ['auditor', 'auditor'],
  ])('name who can make a check: %s', (by, text) => {
    expect(checkActorText(by as never, t)).toBe(text);
  });

  it('name a user of the default namespace by the name alone', () => {
    expect(userName('user:default/guest')).toBe('guest');
    expect(userName('user:other/guest')).toBe('user:other/guest');
    expect(userName('group:x/user:default/a')).toBe('group:x/user:default/a');
  });
});

describe('a sentence', () => {
  it.each([
    ['It is off', 'It is off.'],
    ['It is off.', 'It is off.'],
    ['Off?', 'Off?'],
    ['Off!', 'Off!'],
    ['Dry run failed:', 'Dry run failed:'],
    ['v1.2', 'v1.2.'],
    ['', ''],
  ])('of %j is %j', (text, ended) => {
    expect(sentence(text)).toBe(ended);
  });
});

describe('a change of labels', () => {
  it('has a line for each label', () => {
    expect(
      changeLines({ add: { 'secrets/a': 'true' }, remove: ['secrets/b'] }),
    ).toEqual(['+ secrets/a: "true"', '- secrets/b']);
  });
});

describe('the purpose of a key', () => {
  it('is what the distribution states of it, and nothing that objects inherit', () => {
    const keyPurposes = { token: 'for the API' };
    expect(findPurpose({ keys: null, keyPurposes }, 'token')).toBe(
      'for the API',
    );
    expect(findPurpose({ keys: null, keyPurposes }, 'toString')).toBe(
      undefined,
    );
    expect(findPurpose({ keys: null }, 'token')).toBeUndefined();
  });
});
