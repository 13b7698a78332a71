import { keyExpression } from '../templateText';
import { engineWords, templateRule } from '../templateRule';

export const templateKeyMissing = templateRule(
  {
    code: 'template-key-missing',
    severity: 'error',
    summary: 'Templates use keys that are fetched.',
  },
  (verdict, { template }) =>
    verdict.outcome === 'missing-key'
      ? `the template uses a key that is not fetched: ${engineWords(
          verdict,
        )}; use ${
          template.keys.map(keyExpression).join(', ') || 'a fetched key'
        }, or add an entry with secretKey ${verdict.key} to data`
      : undefined,
);
