import { engineWords, templateRule } from '../templateRule';

export const templateFails = templateRule(
  {
    code: 'template-fails',
    severity: 'error',
    summary: 'There are values with which the template works.',
  },
  verdict =>
    verdict.outcome === 'failed'
      ? `the template fails with every value: ${engineWords(
          verdict,
        )}; every fetched value is a text`
      : undefined,
);
