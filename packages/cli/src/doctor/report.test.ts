import fc from 'fast-check';
import {
  commandLike,
  HOSTILE,
  hostileText,
} from '../__testUtils__/hostileTexts';
import { Examination } from './examine';
import { CHECKS, CheckName } from './finding';
import { humanReport, jsonReport } from './report';

// Hundreds of reports, on a machine that may be busy.
jest.setTimeout(60_000);

const finding = fc.record(
  {
    code: hostileText,
    severity: fc.constantFrom('problem', 'unknown'),
    about: hostileText,
    message: hostileText,
    remedy: hostileText,
  },
  { requiredKeys: ['code', 'severity', 'about', 'message'] },
);

const verdict = fc.record({
  namespace: hostileText,
  finalizer: hostileText,
  reason: hostileText,
  verdict: fc.constantFrom('left', 'needed'),
  terminating: fc.boolean(),
});

const examination = fc.record(
  {
    server: hostileText,
    context: hostileText,
    user: hostileText,
    checks: fc.array(
      fc.record({
        check: fc.constantFrom(...(Object.keys(CHECKS) as CheckName[])),
        scope: hostileText,
        findings: fc.array(finding, { maxLength: 2 }),
      }),
      { maxLength: 3 },
    ),
    marked: fc.constant([]),
    fixes: fc.record({
      namespaces: fc.array(
        fc.record({
          namespace: hostileText,
          finalizers: fc.array(hostileText, { maxLength: 2 }),
          patch: fc.array(
            fc.record({
              op: fc.constantFrom('test', 'remove'),
              path: hostileText,
              value: hostileText,
            }),
            { maxLength: 2 },
          ),
          outcome: fc.constantFrom('accepted', 'applied', 'refused'),
          error: hostileText,
        }),
        { maxLength: 2 },
      ),
      kept: fc.array(verdict, { maxLength: 2 }),
    }),
  },
  { requiredKeys: ['server', 'context', 'checks', 'marked'] },
) as unknown as fc.Arbitrary<Examination>;

describe.each([
  ['human', humanReport],
  ['JSON', jsonReport],
])('the %s report of the doctor', (_, report) => {
  it('has no control character and no command of a CI service in any line', () => {
    fc.assert(
      fc.property(examination, examined => {
        const text = report(examined);
        expect(text.endsWith('\n')).toBe(true);
        for (const line of text.slice(0, -1).split('\n')) {
          expect(line).not.toMatch(HOSTILE);
          expect(commandLike(line)).toBe(false);
        }
      }),
    );
  });
});
