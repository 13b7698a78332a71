import {
  Message,
  messageKey,
  renderMessage,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { Expected } from './scenario';

/** What is said of a delivery, as far as a case expects anything of it. */
export interface Said {
  readonly state: string;
  readonly cause?: string | null;
  readonly summary: Message;
  readonly evidence: readonly { readonly value: string }[];
  readonly remedy: Message & { readonly by: string };
  readonly warnings: readonly Message[];
}

/** In what an answer is not as expected; undefined when it is. */
export function mismatch(
  expected: Expected,
  got: Said | undefined,
): string | undefined {
  if (!got || expected.state === 'absent') {
    const is = got ? got.state : 'absent';
    return is === expected.state ? undefined : `the row is ${is}`;
  }
  const codes = got.warnings.map(({ code }) => code).sort();
  const { warnings, evidence, summary } = expected;
  const differences: [string, unknown, unknown][] = [
    ['state', expected.state, got.state],
    ['cause', expected.cause ?? null, got.cause ?? null],
    ['remedy.by', expected.remedyBy ?? got.remedy.by, got.remedy.by],
    ['warnings', String(warnings?.toSorted() ?? codes), String(codes)],
  ];
  const found = differences
    .filter(([, wanted, is]) => wanted !== is)
    .map(([field, wanted, is]) => `${field} is ${is}, not ${wanted}`);
  if (evidence && !got.evidence.some(({ value }) => value.includes(evidence))) {
    found.push(`no evidence says "${evidence}"`);
  }
  if (summary && !renderMessage(got.summary).includes(summary)) {
    found.push(`the summary does not say "${summary}"`);
  }
  const untold = [got.summary, got.remedy, ...got.warnings].filter(
    told => !messageKey(told),
  );
  found.push(...untold.map(({ code }) => `no text says "${code}"`));
  if (got.evidence.length === 0) {
    found.push('there is no evidence');
  }
  return found.length > 0 ? found.join('; ') : undefined;
}
