import { isAbsolute, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { RULES } from '@central-secrets/manifest-rules';
import { Printable, toPrintable } from '../../output';
import { Outcome, Place } from '../outcome';

/** SARIF asks for URIs: relative ones are read from where the program was started. */
function uriOf(file: string): string {
  if (isAbsolute(file)) {
    return pathToFileURL(file).href;
  }
  return file.split(sep).map(encodeURIComponent).join('/');
}

function locationOf({ file, line, column }: Place) {
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(file) },
      region: { startLine: line, startColumn: column },
    },
  };
}

/** The Static Analysis Results Interchange Format 2.1.0 (OASIS), for code scanning. */
export function sarifReport(outcome: Outcome, version: string): Printable {
  const indexes = new Map(RULES.map(({ code }, index) => [code, index]));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'central-secrets',
            version,
            informationUri:
              'https://github.com/central-secrets/backstage-central-secrets',
            rules: RULES.map(({ code, severity, summary }) => ({
              id: code,
              shortDescription: { text: summary },
              defaultConfiguration: { level: severity },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: outcome.unreadable.length === 0,
            toolExecutionNotifications: [
              ...outcome.unreadable.map(({ place, message }) => ({
                level: 'error',
                message: { text: `${place}: ${message}` },
              })),
              ...outcome.fileNotes.map(({ file, message }) => ({
                level: 'note',
                message: { text: `${file}: ${message}` },
              })),
            ],
          },
        ],
        results: outcome.findings.map(({ finding, place, other }) => ({
          ruleId: finding.code,
          ruleIndex: indexes.get(finding.code),
          level: finding.severity,
          message: { text: finding.message },
          locations: [locationOf(place)],
          ...(other ? { relatedLocations: [locationOf(other)] } : {}),
        })),
      },
    ],
  };
  return toPrintable(JSON.stringify(log, null, 2).split('\n'));
}
