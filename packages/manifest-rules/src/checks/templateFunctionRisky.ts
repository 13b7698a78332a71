import { isOlderThan } from '../operatorVersion';
import { RuleInput } from '../RuleInput';
import { Problem, Rule } from '../rule';
import { actionsOf, wordsOf } from '../templateText';

const CVES: ReadonlyMap<string, string> = new Map([
  [
    'getSecretKey',
    'it reads any Secret of the cluster (CVE-2026-22822), and operators since 1.2.0 do not have it: fetch the value with an entry of data',
  ],
  [
    'getHostByName',
    'it sends values to a name server (CVE-2026-34984), and newer operators do not have it: leave it out',
  ],
]);
const WITHOUT_FAIL = '2.12';

function problemWith(
  word: string,
  { settings: { operatorVersion } }: RuleInput,
): Pick<Problem, 'message' | 'severity'> | undefined {
  const reason = CVES.get(word);
  if (reason) {
    return { message: `do not use ${word}: ${reason}` };
  }
  if (word !== 'fail') {
    return undefined;
  }
  const isOlder = isOlderThan(operatorVersion, WITHOUT_FAIL);
  if (isOlder) {
    return undefined;
  }
  return {
    message: `operators since ${WITHOUT_FAIL} do not have the function fail, and the template fails: leave it out`,
    severity: isOlder === false ? 'error' : 'warning',
  };
}

export const templateFunctionRisky: Rule = {
  code: 'template-function-risky',
  severity: 'warning',
  summary:
    'Templates use no function that is dangerous, or gone in newer operators.',
  *check(input) {
    for (const { writer, path, template } of input.templates) {
      const words = new Set(actionsOf(template.text).flatMap(wordsOf));
      for (const word of words) {
        const problem = problemWith(word, input);
        if (problem) {
          yield { manifest: writer.manifest, path, ...problem };
        }
      }
    }
  },
};
