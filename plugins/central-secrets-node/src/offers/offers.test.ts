import {
  ANNOTATION_ALLOWED_OWNERS,
  ANNOTATION_SELF_SERVICE,
  renderMessage,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { isOfferedTo } from './offers';
import { NO_TERMS } from './requestTerms';

const selfService = { [ANNOTATION_SELF_SERVICE]: 'true' };
const onlyFor = (owners: string) => ({
  annotations: { ...selfService, [ANNOTATION_ALLOWED_OWNERS]: owners },
});

/** The offer, with its reason as a person reads it. */
function offerTo(...given: Parameters<typeof isOfferedTo>) {
  const offer = isOfferedTo(...given);
  return offer.offered
    ? offer
    : { ...offer, reason: renderMessage(offer.reason) };
}

describe('isOfferedTo', () => {
  it('offers a self-service distribution without a list to everybody', () => {
    expect(offerTo({ annotations: selfService }, ['group:default/a'])).toEqual({
      offered: true,
      requires: NO_TERMS,
    });
  });

  it.each([
    'group:default/trading',
    'trading',
    'user:default/x, Group:default/Trading',
  ])('offers it to a listed owner, written as %s', owners => {
    expect(offerTo(onlyFor(owners), ['group:default/trading'])).toEqual({
      offered: true,
      requires: NO_TERMS,
    });
  });

  it.each([
    [
      'group:default/infrastructure, cert',
      'Only for group:default/infrastructure, cert',
    ],
    ['group:other/trading', 'Only for group:other/trading'],
    ['user:default/trading', 'Only for user:default/trading'],
    ['', 'Its list of allowed owners is empty'],
    [' , ', 'Its list of allowed owners is empty'],
    [
      'a:b:c',
      'Not offered: its annotation central-secrets/allowed-owners has the entry "a:b:c", which is not an entity reference; the platform team has to correct it',
    ],
  ])('does not offer it to others than %j', (owners, reason) => {
    expect(offerTo(onlyFor(owners), ['group:default/trading'])).toEqual({
      offered: false,
      reason,
    });
  });

  it.each<Record<string, string>>([{}, { [ANNOTATION_SELF_SERVICE]: 'yes' }])(
    'does not offer what does not say that it is self-service: %j',
    annotations => {
      expect(offerTo({ annotations }, [])).toEqual({
        offered: false,
        reason: 'Not self-service: the platform team gives it out',
      });
    },
  );

  it('lists ten of the allowed owners', () => {
    const owners = Array.from({ length: 1_000 }, (_, index) => `team-${index}`);
    expect(offerTo(onlyFor(owners.join()), ['another'])).toEqual({
      offered: false,
      reason:
        'Only for team-0, team-1, team-2, team-3, team-4, team-5, team-6, team-7, team-8, team-9 and 990 more',
    });
  });

  describe('with a mistake in an annotation', () => {
    it.each([
      [
        'central-secrets/allowed-owner',
        'Not offered: its annotation "central-secrets/allowed-owner" is unknown; the platform team has to write central-secrets/allowed-owners',
      ],
      [
        'central-secrets.io/allowed-owners',
        'Not offered: its annotation "central-secrets.io/allowed-owners" is unknown; the platform team has to write central-secrets/allowed-owners',
      ],
      [
        'central-secrets/escalation',
        'Not offered: its annotation "central-secrets/escalation" is unknown; the platform team has to remove it',
      ],
    ])('does not take %s for no restriction', (key, reason) => {
      const annotations = { ...selfService, [key]: 'group:default/another' };
      expect(offerTo({ annotations }, ['group:default/trading'])).toEqual({
        offered: false,
        reason,
      });
    });

    it.each([
      'group:default/trading;group:default/another',
      'group:default/trading group:default/another',
      'trading; another',
      'trading another',
      '"group:default/trading"',
      '[trading, another]',
      'group:default/*',
      'group/default:trading',
      'trading,group:',
      'trading,://',
    ])('offers a list that cannot be read to no owner: %s', owners => {
      expect(offerTo(onlyFor(owners), ['group:default/trading'])).toEqual({
        offered: false,
        reason: expect.stringContaining('central-secrets/allowed-owners has'),
      });
    });

    it.each([
      'trading,',
      ' trading , ,',
      'john.doe_x,trading',
      'user:a@b,trading',
    ])('reads %s', owners => {
      expect(offerTo(onlyFor(owners), ['group:default/trading'])).toEqual({
        offered: true,
        requires: NO_TERMS,
      });
    });

    it('shows a short and printable piece of the entry', () => {
      const { reason } = offerTo(
        onlyFor(`\u001b[31m${'x y'.repeat(10_000)}`),
        [],
      ) as { reason: string };
      expect(reason).toMatch(/the entry "\?\[31mx yx y[xy ]*…"/);
      expect(reason.length).toBeLessThan(250);
    });
  });

  it('does not offer what is being deleted', () => {
    expect(offerTo({ annotations: selfService, deletedAt: 1 }, [])).toEqual({
      offered: false,
      reason: 'The distribution is being deleted',
    });
  });
});
