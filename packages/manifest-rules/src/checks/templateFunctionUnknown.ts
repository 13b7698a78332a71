import { engineWords, templateRule, unknownFunction } from '../templateRule';

export const templateFunctionUnknown = templateRule(
  {
    code: 'template-function-unknown',
    severity: 'error',
    summary: 'Templates use functions that the operator has.',
  },
  verdict => {
    if (verdict.outcome !== 'unparsable') {
      return undefined;
    }
    if (!unknownFunction(verdict)) {
      return undefined;
    }
    return `the operator does not have the function: ${engineWords(
      verdict,
    )}; use one of sprig's (without env and expandenv) or of the operator's own`;
  },
);
