import { RULES } from '@central-secrets/manifest-rules';
import fc from 'fast-check';
import {
  commandLike,
  HOSTILE,
  hostileText,
} from '../../__testUtils__/hostileTexts';
import { FORMATS } from '../options';
import { Outcome, PlacedFinding } from '../outcome';
import { report } from '.';

const finding = fc.record({
  finding: fc.record({
    code: fc.constantFrom(...RULES.map(({ code }) => code)),
    severity: fc.constantFrom('error', 'warning', 'note'),
    message: hostileText,
    path: fc.array(hostileText, { maxLength: 3 }),
    manifest: fc.record({
      group: hostileText,
      apiVersion: hostileText,
      kind: hostileText,
      namespace: hostileText,
      name: hostileText,
      object: fc.constant({}),
    }),
  }),
  place: fc.record({
    // A file system gives no halves of pairs.
    file: hostileText.map(text => text.replace(/\p{Cs}/gu, '')),
    line: fc.nat(),
    column: fc.integer({ min: 1, max: 30 }),
    source: hostileText,
  }),
});

const outcome = fc.record({
  findings: fc.array(finding, { maxLength: 3 }),
  unreadable: fc.array(
    fc.record({ place: hostileText, message: hostileText }),
    {
      maxLength: 2,
    },
  ),
  fileNotes: fc.array(fc.record({ file: hostileText, message: hostileText }), {
    maxLength: 2,
  }),
  files: fc.nat(),
  manifests: fc.nat(),
}) as unknown as fc.Arbitrary<Outcome>;

describe.each(FORMATS)('the %s report', format => {
  it('has no control character and no command of a CI service in any line', () => {
    fc.assert(
      fc.property(outcome, found => {
        const text = report(format, found, '1.0.0');
        expect(text.endsWith('\n')).toBe(true);
        for (const line of text.slice(0, -1).split('\n')) {
          expect(line).not.toMatch(HOSTILE);
          expect(commandLike(line)).toBe(false);
        }
      }),
    );
  });
});

describe('the human report', () => {
  it('has as many lines as findings ask for, whatever they hold', () => {
    fc.assert(
      fc.property(outcome, found => {
        const lines = report('human', found, '1.0.0').split('\n');
        expect(lines).toHaveLength(
          5 * found.findings.length + found.fileNotes.length + 2,
        );
      }),
    );
  });

  it('puts its mark below the character, behind a tab too', () => {
    const manifest = { group: '', apiVersion: 'v1', kind: 'A', name: 'a' };
    const text = report(
      'human',
      {
        findings: [
          {
            finding: {
              code: 'name-invalid',
              severity: 'error',
              message: 'm',
              path: [],
              manifest: { ...manifest, object: {} },
            },
            place: { file: 'f', line: 1, column: 4, source: ' \t b' },
          } as unknown as PlacedFinding,
        ],
        unreadable: [],
        fileNotes: [],
        files: 1,
        manifests: 1,
      } as Outcome,
      '1.0.0',
    );
    expect(text.split('\n').slice(2, 4)).toEqual([
      '  1 |  \\t b',
      '    |     ^',
    ]);
  });
});

describe('the JSON report', () => {
  it('says the same as without escapes', () => {
    fc.assert(
      fc.property(outcome, found => {
        const { findings, unreadable } = JSON.parse(
          report('json', found, '1.0.0'),
        );
        expect(unreadable).toEqual(found.unreadable);
        expect(findings.map(({ message }: any) => message)).toEqual(
          found.findings.map(each => each.finding.message),
        );
        expect(findings.map(({ file }: any) => file)).toEqual(
          found.findings.map(each => each.place.file),
        );
      }),
    );
  });
});
