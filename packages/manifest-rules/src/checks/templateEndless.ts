import { engineWords, templateRule } from '../templateRule';

export const templateEndless = templateRule(
  {
    code: 'template-endless',
    severity: 'error',
    summary: 'Templates come to an end, in little time and memory.',
  },
  verdict =>
    verdict.stoppedBy === 'memory'
      ? `the template did not come to an end (${engineWords(
          verdict,
        )}), and would keep the operator busy: write it without that loop`
      : undefined,
);
