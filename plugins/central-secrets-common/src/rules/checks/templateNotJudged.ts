import { engineWords, templateRule } from '../templateRule';

export const templateNotJudged = templateRule(
  {
    code: 'template-not-judged',
    severity: 'note',
    summary:
      'What cannot be judged without real values is said, and never guessed.',
  },
  verdict =>
    verdict.outcome === 'undecided'
      ? `whether the template works depends on the values: ${engineWords(
          verdict,
        )}; try it in a namespace of its own`
      : undefined,
);
