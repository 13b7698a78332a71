import { ANNOTATION_ALLOWED_OWNERS, ANNOTATION_SELF_SERVICE } from '../labels';
import { isOfferedTo } from './offers';

const selfService = { [ANNOTATION_SELF_SERVICE]: 'true' };
const onlyFor = (owners: string) => ({
  annotations: { ...selfService, [ANNOTATION_ALLOWED_OWNERS]: owners },
});

describe('isOfferedTo', () => {
  it('offers a self-service distribution without a list to everybody', () => {
    expect(
      isOfferedTo({ annotations: selfService }, ['group:default/a']),
    ).toEqual({ offered: true });
  });

  it.each([
    'group:default/trading',
    'trading',
    'user:default/x, Group:default/Trading',
  ])('offers it to a listed owner, written as %s', owners => {
    expect(isOfferedTo(onlyFor(owners), ['group:default/trading'])).toEqual({
      offered: true,
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
    ['a:b:c', 'Only for a:b:c'],
  ])('does not offer it to others than %j', (owners, reason) => {
    expect(isOfferedTo(onlyFor(owners), ['group:default/trading'])).toEqual({
      offered: false,
      reason,
    });
  });

  it.each<Record<string, string>>([{}, { [ANNOTATION_SELF_SERVICE]: 'yes' }])(
    'does not offer what does not say that it is self-service: %j',
    annotations => {
      expect(isOfferedTo({ annotations }, [])).toEqual({
        offered: false,
        reason: 'Not self-service: the platform team gives it out',
      });
    },
  );

  it('does not offer what is being deleted', () => {
    expect(isOfferedTo({ annotations: selfService, deletedAt: 1 }, [])).toEqual(
      {
        offered: false,
        reason: 'The distribution is being deleted',
      },
    );
  });
});
