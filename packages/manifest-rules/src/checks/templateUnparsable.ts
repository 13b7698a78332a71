import { engineWords, templateRule, unknownFunction } from '../templateRule';

export const templateUnparsable = templateRule(
  {
    code: 'template-unparsable',
    severity: 'error',
    summary: 'The operator can parse every template.',
  },
  verdict => {
    if (verdict.outcome !== 'unparsable') {
      return undefined;
    }
    if (unknownFunction(verdict)) {
      return undefined;
    }
    const words = engineWords(verdict);
    const advice = words.includes('unexpected "\\\\" in operand')
      ? 'write quotes inside {{ }} without a backslash'
      : "write it as Go's text/template has it";
    return `the operator cannot parse the template: ${words}; ${advice}`;
  },
);
