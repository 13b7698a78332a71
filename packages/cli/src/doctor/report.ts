import { kubectl } from '@central-secrets/backstage-plugin-central-secrets-node';
import { describeVerdict } from './describeVerdict';
import { Examination } from './examine';
import { CHECKS, DoctorFinding, isHarmless } from './finding';
import { NamespaceFix } from './fix';
import { toPrintable, Printable } from '../output';

/**
 * Counts the findings that are problems, and those that could not be examined;
 * a fixed finding is no longer a problem.
 */
export function countFindings(examination: Examination) {
  const fixed = new Set(
    examination.fixes?.namespaces
      .filter(({ outcome }) => outcome === 'applied')
      .map(({ namespace }) => `Namespace ${namespace}`),
  );
  const all = examination.checks.flatMap(({ findings }) => findings);
  const problems = all.filter(({ severity }) => severity === 'problem');
  const left = problems.filter(
    ({ code, about }) =>
      code !== 'namespace-finalizer-left' || !fixed.has(about),
  );
  return {
    problems: left.length,
    unknown: all.filter(({ severity }) => severity === 'unknown').length,
    fixed: problems.length - left.length,
  };
}

/** Counts the findings that are only notices. */
export function countNotices({ checks }: Examination): number {
  return checks.flatMap(({ findings }) => findings.filter(isHarmless)).length;
}

function findingLines({
  severity,
  code,
  about,
  message,
  remedy,
}: DoctorFinding) {
  return [
    `  ${severity} ${code}`,
    `    ${about}: ${message}`,
    ...(remedy ? [`    → ${remedy}`] : []),
  ];
}

function fixLines({ namespace, patch, outcome, error }: NamespaceFix) {
  const words = {
    accepted: 'dry run: the API server would accept it; nothing was changed',
    applied: 'done',
    refused: error,
  };
  return [
    `  Namespace ${namespace}`,
    ...(patch.length > 0
      ? [
          `    ${kubectl`patch namespace ${namespace} --type=json -p ${JSON.stringify(
            patch,
          )}`}`,
        ]
      : []),
    `    ${words[outcome]}`,
  ];
}

/**
 * The report for people: each check in a line, its findings below it, and the
 * summary in the last line.
 */
export function humanReport(examination: Examination): Printable {
  const { server, context, user, checks, fixes } = examination;
  const { problems, unknown, fixed } = countFindings(examination);
  const notices = countNotices(examination);
  const lines = [
    `The hub on ${server} (context ${context}), as ${
      user ?? 'an unknown user'
    }`,
    '',
    ...checks.flatMap(({ check, scope, findings }) => [
      `${findings.every(isHarmless) ? 'ok     ' : 'not ok '} ${
        CHECKS[check]
      } (${scope})`,
      ...findings.flatMap(findingLines),
    ]),
    '',
  ];
  if (fixes) {
    lines.push(
      `Leftover finalizers: ${
        fixes.namespaces.length === 0 ? 'none to remove' : 'to remove'
      }`,
      ...fixes.namespaces.flatMap(fixLines),
      ...(fixes.kept.length > 0
        ? ['Finalizers that stay', ...fixes.kept.map(describeVerdict)]
        : []),
      '',
    );
    if (fixes.namespaces.some(({ outcome }) => outcome === 'accepted')) {
      lines.push('Nothing was changed: add --yes to do it.', '');
    }
  }
  lines.push(
    [
      `${problems} problem${problems === 1 ? '' : 's'}`,
      ...(unknown > 0 ? [`${unknown} not examined`] : []),
      ...(fixed > 0 ? [`${fixed} fixed`] : []),
      ...(notices > 0 ? [`${notices} notice${notices === 1 ? '' : 's'}`] : []),
    ].join(', '),
  );
  return toPrintable(lines);
}

/** The report for programs. New fields may be added; no field is renamed. */
export function jsonReport(examination: Examination): Printable {
  const { server, context, user, checks, marked, fixes } = examination;
  const { problems, unknown, fixed } = countFindings(examination);
  const whole = {
    server,
    context,
    user: user ?? null,
    checks: checks.map(({ check, scope, findings }) => ({
      check,
      scope,
      ok: findings.every(isHarmless),
      findings: findings.map(finding => ({
        ...finding,
        remedy: finding.remedy ?? null,
      })),
    })),
    namespaceFinalizers: marked.flatMap(({ verdicts }) => verdicts),
    fixes: fixes?.namespaces ?? null,
    problemCount: problems,
    unknownCount: unknown,
    fixedCount: fixed,
    noticeCount: countNotices(examination),
  };
  return toPrintable(JSON.stringify(whole, null, 2).split('\n'));
}
