/** Words that the documents do not use, and what to write instead. */

/**
 * Only words that are wrong in every context belong here: a false alarm would
 * teach people to ignore the list.
 *
 * @type {{ word: string, instead: string }[]}
 */
const FLAGGED_WORDS = [
  { word: 'anew', instead: 'again' },
  { word: 'anybody', instead: 'anyone, or name the person' },
  { word: 'anymore', instead: 'no longer' },
  // Only at the end of a clause: "any more secrets" is correct.
  { word: 'any more', instead: 'no longer', endsClause: true },
  { word: 'bears', instead: 'has, carries' },
  { word: 'nobody', instead: 'name the subject: "only the owner …"' },
  { word: 'somebody', instead: 'name the person or the program' },
  { word: 'whoever', instead: 'anyone who, or name the person' },
  { word: 'wholly', instead: 'completely' },
  ...['call', 'calls', 'called', 'calling'].map(verb => ({
    word: `${verb} off`,
    instead: 'cancel',
  })),
  ...['give', 'gives', 'gave', 'given', 'giving'].map(verb => ({
    word: `${verb} back`,
    instead: 'remove',
  })),
  ...['take', 'takes', 'took', 'taken', 'taking'].map(verb => ({
    word: `${verb} away`,
    instead: 'remove',
  })),
];

const PATTERNS = FLAGGED_WORDS.map(({ word, instead, endsClause }) => ({
  word,
  instead,
  pattern: new RegExp(
    `\\b${word.replace(' ', '\\s+')}\\b${
      endsClause ? '(?=\\s*[.,;:!?)]|\\s*$)' : ''
    }`,
    'gi',
  ),
}));

/**
 * The flagged words of a Markdown text, in the order of the text. Code, the
 * targets of links and addresses are not prose and do not count.
 *
 * @param {string} text
 * @returns {{ line: number, word: string, instead: string }[]}  lines count from 1
 */
export function findFlaggedWords(text) {
  const prose = blankCode(text);
  return PATTERNS.flatMap(({ word, instead, pattern }) =>
    [...prose.matchAll(pattern)].map(({ index }) => ({ index, word, instead })),
  )
    .sort((one, other) => one.index - other.index)
    .map(({ index, word, instead }) => ({
      line: prose.slice(0, index).split('\n').length,
      word,
      instead,
    }));
}

/** A comment, or a text in quotes. */
const PIECES =
  /\/\*[^]*?\*\/|\/\/[^\n]*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g;

/**
 * The prose of a TypeScript file, with blanks for its code: comments, and texts
 * in quotes that have a space. Words such as 'nobody' alone are codes.
 *
 * @param {string} code
 */
export function proseOfCode(code) {
  let prose = '';
  for (const { 0: piece, index } of code.matchAll(PIECES)) {
    prose += blank(code.slice(prose.length, index));
    const isComment = piece.startsWith('/');
    prose += isComment || piece.includes(' ') ? proseOf(piece) : blank(piece);
  }
  return prose + blank(code.slice(prose.length));
}

/** Backticks around a whole text would make it inline code. */
function proseOf(piece) {
  return piece.startsWith('`') ? piece.replaceAll('`', ' ') : piece;
}

/** The text with blanks where there is no prose, so that lines stay the same. */
function blankCode(text) {
  const lines = [];
  let fence = '';
  for (const line of text.split('\n')) {
    const [, marks = ''] = /^\s*(`{3,}|~{3,})/.exec(line) ?? [];
    if (fence) {
      lines.push('');
      const closes = marks.startsWith(fence) && line.trim() === marks;
      fence = closes ? '' : fence;
    } else {
      lines.push(marks ? '' : line);
      fence = marks;
    }
  }
  return lines
    .join('\n')
    .replace(/(?<!`)(`+)(?!`)[^]*?(?<!`)\1(?!`)/g, blank)
    .replace(/\]\([^)\s]*/g, blank)
    .replace(/\bhttps?:\/\/[^\s>)]+/g, blank);
}

function blank(text) {
  return text.replace(/[^\n]/g, ' ');
}
