/*
 * A small part of Go's text/template: fields (`.key`), string literals, and
 * pipelines of the few functions below. Everything else of Go's language and
 * of sprig is NOT emulated: another function is reported as unknown, which
 * the real operator does only with names that it does not know either.
 */

const FUNCTIONS: Record<string, (...values: string[]) => string> = {
  b64enc: value => Buffer.from(value).toString('base64'),
  b64dec: value => Buffer.from(value, 'base64').toString(),
  printf: (format, ...values) => {
    let next = 0;
    return format.replace(/%[sv]/g, () => values[next++] ?? '%!s(MISSING)');
  },
  // Go escapes what HTML or JavaScript could take for something else.
  toJson: value =>
    JSON.stringify(value).replace(
      /[<>&\u2028\u2029]/g,
      character =>
        `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
};

const ACTION = /\{\{-?\s*(.*?)\s*-?\}\}/g;
const TOKEN = /"(?:[^"\\]|\\.)*"|\||[^\s|]+/g;

/** Fills in one template. `key` names it in errors, which are worded as the operator's own. */
export function renderTemplate(
  key: string,
  text: string,
  data: Readonly<Record<string, string>>,
): string {
  try {
    const rest = text.replace(ACTION, match => ' '.repeat(match.length));
    if (rest.includes('{{')) {
      throw parseError(
        { key, text, offset: rest.indexOf('{{') },
        'unclosed action',
      );
    }
    return text.replace(ACTION, (action, pipeline, offset) =>
      evaluate(pipeline, data, {
        key,
        text,
        offset: offset + action.indexOf(pipeline),
      }),
    );
  } catch (error) {
    throw new Error(
      `unable to execute template at key ${key}: ${(error as Error).message}`,
    );
  }
}

interface Position {
  key: string;
  text: string;
  offset: number;
}

function evaluate(
  pipeline: string,
  data: Readonly<Record<string, string>>,
  position: Position,
): string {
  const commands: { word: string; at: number }[][] = [[]];
  for (const match of pipeline.matchAll(TOKEN)) {
    if (match[0] === '|') {
      commands.push([]);
    } else {
      commands[commands.length - 1].push({
        word: match[0],
        at: position.offset + match.index,
      });
    }
  }
  // Go looks for unknown functions when it parses, before it looks at the data.
  for (const [{ word }] of commands.filter(command => command.length > 0)) {
    if (!/^[."]/.test(word) && !Object.hasOwn(FUNCTIONS, word)) {
      throw parseError(position, `function "${word}" not defined`);
    }
  }
  return commands.reduce<string | undefined>((piped, [first, ...rest]) => {
    if (first === undefined) {
      throw parseError(position, 'missing value for command');
    }
    const operands = rest.map(operand => valueOf(operand, data, position));
    return Object.hasOwn(FUNCTIONS, first.word)
      ? FUNCTIONS[first.word](
          ...operands,
          ...(piped === undefined ? [] : [piped]),
        )
      : valueOf(first, data, position);
  }, undefined)!;
}

function valueOf(
  { word, at }: { word: string; at: number },
  data: Readonly<Record<string, string>>,
  position: Position,
): string {
  if (word.startsWith('"')) {
    return JSON.parse(word);
  }
  const field = word.replace(/^\./, '');
  if (!Object.hasOwn(data, field)) {
    const { key, text } = position;
    const lineStart = text.lastIndexOf('\n', at) + 1;
    throw new Error(
      `unable to execute template at key ${key}: template: ${key}:${lineOf(
        text,
        at,
      )}:${
        at - lineStart
      }: executing "${key}" at <${word}>: map has no entry for key "${field}"`,
    );
  }
  return data[field];
}

function parseError({ key, text, offset }: Position, problem: string): Error {
  return new Error(
    `unable to parse template at key ${key}: template: ${key}:${lineOf(
      text,
      offset,
    )}: ${problem}`,
  );
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
