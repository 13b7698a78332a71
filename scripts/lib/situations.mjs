/**
 * The page of every situation, generated from the headers of the captured
 * samples.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, dirname } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { ROOT } from '../toolchain.mjs';

/** The path of the page. */
export const SITUATIONS_PAGE = join(ROOT, 'docs/troubleshooting/situations.md');

const SAMPLES = join(
  ROOT,
  'plugins/central-secrets-node/src/state/__fixtures__',
);

/** The person who can act, in the words of the page of states. */
const ACTORS = {
  developer: 'developer',
  platform: 'platform team',
  nobody: 'no action needed',
};

/** Returns the page as Markdown. */
export async function makeSituationsPage() {
  const [samples, words] = await Promise.all([readHeads(), readStateWords()]);
  const topics = [...new Set(samples.map(({ topic }) => topic))];
  const versions = [
    ...new Set(
      samples.map(
        ({ operator, kubernetes }) =>
          `External Secrets Operator ${operator} on Kubernetes ${kubernetes}`,
      ),
    ),
  ];
  return `${[
    '# Situations',
    `This page lists ${
      samples.length
    } situations of a delivery, produced on a real control plane with the real operator, and what the tab shows in each. They were captured from ${versions.join(
      ' and ',
    )}. [States of a delivery](states.md) explains the states.`,
    'Each name links to the sample: the objects as the API server returned them. `npm run test:e2e -- scenarios` produces every situation again, and checks that the tab shows what this page says within five seconds of the change. `npm run samples` generates this page from the samples, and a test fails if they differ.',
    ...topics.map(topic =>
      [
        `## ${topic}`,
        table(
          samples.filter(sample => sample.topic === topic),
          words,
        ),
      ].join('\n\n'),
    ),
    '## Situations that Backstage cannot see',
    'In some situations the operator reports nothing, and Backstage does not read Secrets. The tab then shows the last known state and its time.',
    unknowable(samples, words),
  ].join('\n\n')}\n`;
}

/** The heads of all samples, in the order of the page. */
export async function readHeads() {
  const files = (await readdir(SAMPLES, { recursive: true })).filter(file =>
    file.endsWith('.yaml'),
  );
  const heads = await Promise.all(
    files.map(async file => {
      const path = join(SAMPLES, file);
      const [head] = parseAllDocuments(await readFile(path, 'utf8'));
      return { ...head.toJS(), path };
    }),
  );
  return heads.sort(
    (one, other) =>
      one.position - other.position || one.case.localeCompare(other.case),
  );
}

/** The tab's word for each state, read from the page of states. */
async function readStateWords() {
  const text = await readFile(
    join(ROOT, 'docs/troubleshooting/states.md'),
    'utf8',
  );
  const rows = text.matchAll(/^\| (.+?) +\| `(.+?)` +\|/gm);
  return new Map([...rows].map(([, word, state]) => [state, word]));
}

function wordOf({ state }, words) {
  if (state === 'absent') {
    return 'no row';
  }
  if (!words.has(state)) {
    throw new Error(`docs/troubleshooting/states.md has no row of "${state}"`);
  }
  return words.get(state);
}

function table(samples, words) {
  return [
    '| Situation | What happened | State | Summary in the tab | Who can fix it |',
    '| --- | --- | --- | --- | --- |',
    ...samples.map(({ case: name, what, path, expected, observations }) =>
      row([
        `[${name}](${relative(dirname(SITUATIONS_PAGE), path)})`,
        what,
        [
          wordOf(expected, words),
          ...[expected.cause, ...(expected.warnings ?? [])]
            .filter(Boolean)
            .map(code => `\`${code}\``),
        ].join('<br>'),
        expected.summary ?? (observations ? 'Unknown' : ''),
        ACTORS[expected.remedyBy] ?? '',
      ]),
    ),
  ].join('\n');
}

function unknowable(samples, words) {
  return [
    '| Situation | What happened | What cannot be known | The tab says |',
    '| --- | --- | --- | --- |',
    ...samples
      .filter(sample => sample.unknowable)
      .map(({ case: name, what, unknowable: not, expected }) =>
        row([
          name,
          what,
          not,
          `${wordOf(expected, words)}: ${expected.summary ?? ''}`,
        ]),
      ),
  ].join('\n');
}

function row(cells) {
  return `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
