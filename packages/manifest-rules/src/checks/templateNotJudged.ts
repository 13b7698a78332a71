import { engineWords, templateRule } from '../templateRule';

export const templateNotJudged = templateRule(
  {
    code: 'template-not-judged',
    severity: 'note',
    summary:
      'What cannot be judged without real values is said, and never guessed.',
  },
  verdict => {
    if (verdict.outcome === 'undecided') {
      return `whether the template works depends on the values: ${engineWords(
        verdict,
      )}; try it in a namespace of its own`;
    }
    if (verdict.outcome === 'stopped' && verdict.stoppedBy !== 'memory') {
      return `the template was not judged (${engineWords(
        verdict,
      )}): see whether it holds a loop that takes long, and judge it again while the machine is less busy`;
    }
    return undefined;
  },
);
