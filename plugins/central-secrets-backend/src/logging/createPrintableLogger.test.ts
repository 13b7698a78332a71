import { mockServices } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import { createPrintableLogger } from './createPrintableLogger';

describe('createPrintableLogger', () => {
  it.each(['error', 'warn', 'info', 'debug'] as const)(
    'writes one line for any message at level %s, of a child too',
    level => {
      const messages: string[] = [];
      const inner = mockServices.logger.mock({
        [level]: (message: string) => messages.push(message),
        child: () => inner,
      });
      const logger = createPrintableLogger(inner);
      fc.assert(
        fc.property(fc.string({ unit: 'binary' }), text => {
          logger[level](`lost\n{"level":"info"}\u001b[2J\u202e${text}`);
          logger.child({ cluster: 'hub' })[level](text);
        }),
      );
      expect(messages).toHaveLength(200);
      expect(messages.join('')).not.toMatch(
        /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u,
      );
      expect(messages[0]).toContain('lost\\n{"level":"info"}\\u001b[2J');
    },
  );

  it('hands on what belongs to a message', () => {
    const inner = mockServices.logger.mock();
    const error = new Error('not recorded');
    createPrintableLogger(inner).error('lost', error);
    expect(inner.error).toHaveBeenCalledWith('lost', error);
  });
});
