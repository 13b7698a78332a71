import { WARNING_CODES } from '../states';
import { CONFIRMATION_TEXTS } from './confirmations';
import { ENGLISH_TEXTS } from './english';
import { MessageKey, messageKey, REMEDY_CODES, SUMMARY_CODES } from './message';
import { NOTICE_TEXTS } from './notices';
import { OBSERVATION_TEXTS } from './observations';
import { PLAN_WARNING_TEXTS } from './planWarnings';
import { REFUSAL_TEXTS } from './refusals';
import { REMEDY_TEXTS } from './remedies';
import { renderMessage } from './renderMessage';
import { SKIPPED_CLUSTER_TEXTS } from './skippedClusters';
import { SUMMARY_TEXTS } from './summaries';
import { WARNING_TEXTS } from './warnings';

const codeOf = (key: string) =>
  key.replace(/_(?:one|other)$/, '').split('.')[0];

describe('the English texts', () => {
  it('have every code in one table only', () => {
    const tables = [
      SUMMARY_TEXTS,
      REMEDY_TEXTS,
      WARNING_TEXTS,
      REFUSAL_TEXTS,
      PLAN_WARNING_TEXTS,
      OBSERVATION_TEXTS,
      SKIPPED_CLUSTER_TEXTS,
      CONFIRMATION_TEXTS,
      NOTICE_TEXTS,
    ].map(texts => new Set(Object.keys(texts).map(codeOf)));
    const codes = tables.flatMap(table => [...table]);
    expect(codes).toEqual([...new Set(codes)]);
  });

  it('say each warning', () => {
    const said = new Set(Object.keys(WARNING_TEXTS).map(codeOf));
    expect([...said].sort()).toEqual([...WARNING_CODES].sort());
  });

  it('are found by their code and detail', () => {
    for (const key of Object.keys(ENGLISH_TEXTS)) {
      const [code, detail] = key.replace(/_(?:one|other)$/, '').split('.');
      const found: MessageKey | undefined = messageKey({
        code,
        parameters: detail ? { detail } : {},
      });
      expect(key.replace(/_(?:one|other)$/, '')).toBe(found);
    }
    expect(SUMMARY_CODES).toContain('source-missing');
    expect(REMEDY_CODES).toContain('create-source');
  });

  it.each(Object.entries(ENGLISH_TEXTS))(
    '%s is a sentence without its full stop',
    (_, text) => {
      expect(text).toMatch(/^(?:[A-Z{"]|creationPolicy )/);
      expect(text).not.toMatch(/[.!?:\s]$/);
      expect(text.replace(/\{\{\w+\}\}/g, '')).not.toMatch(/[{}]/);
    },
  );

  it.each(Object.entries(ENGLISH_TEXTS))(
    '%s is rendered from its code and parameters',
    (key, text) => {
      const [code, detail] = key.replace(/_(?:one|other)$/, '').split('.');
      const names = (text.match(/\{\{\w+\}\}/g) ?? []).map(name =>
        name.slice(2, -2),
      );
      const parameters = {
        ...Object.fromEntries(names.map(name => [name, `<${name}>`])),
        ...(detail ? { detail } : {}),
        count: key.endsWith('_one') ? 1 : 2,
      };
      const filled = text
        .replaceAll('{{at}}', 'at <at>')
        .replaceAll('{{count}}', '2')
        .replace(/\{\{(\w+)\}\}/g, '<$1>');
      expect(renderMessage({ code, parameters })).toBe(filled);
    },
  );
});
