/**
 * An expression that reads a fetched key within an action: `.token`, and for a
 * key that is not an identifier `index . "tls.crt"`, because Go would parse
 * `.tls-key` as a subtraction and `.tls.crt` as a field of `.tls`.
 */
export function keyExpression(key: string): string {
  return /^[A-Za-z_]\w*$/.test(key)
    ? `.${key}`
    : `index . ${JSON.stringify(key)}`;
}

/** The actions of a template, without the marks around them. */
export function actionsOf(text: string): string[] {
  const actions: string[] = [];
  // Not by an expression: one that does not end would be looked for from every
  // mark that begins one.
  for (let from = text.indexOf('{{'); from !== -1; ) {
    const to = text.indexOf('}}', from + 2);
    if (to === -1) {
      break;
    }
    actions.push(
      text
        .slice(from + 2, to)
        .replace(/^-|-$/g, '')
        .trim(),
    );
    from = text.indexOf('{{', to + 2);
  }
  return actions;
}

/** The words of an action that may be functions: not keys, not texts. */
export function wordsOf(action: string): string[] {
  const plain = action.replace(
    /"(?:[^"\\]|\\.)*"|`[^`]*`|\/\*[\s\S]*?(?:\*\/|$)/g,
    ' ',
  );
  return [...plain.matchAll(/(?<![.$\w])[A-Za-z_]\w*/g)].map(([word]) => word);
}

/**
 * The keys that a template reads; undefined where it reads them in a way that
 * cannot be followed, such as a loop over all of them.
 */
export function readKeysOf(text: string): Set<string> | undefined {
  const keys = new Set<string>();
  for (const action of actionsOf(text)) {
    const indexed = action.replace(
      /\b(?:index|get|dig)\s+\$?\.?\s+"([^"]+)"/g,
      (_, key: string) => {
        keys.add(key);
        return ' ';
      },
    );
    const plain = indexed.replace(/"(?:[^"\\]|\\.)*"|`[^`]*`/g, ' ');
    // The dot alone stands for all keys, and within a loop for something else.
    if (/(?:^|[\s(|])\$?\.(?=[\s)|]|$)/.test(plain)) {
      return undefined;
    }
    if (/\$(?=[\s)|]|$)/.test(plain)) {
      return undefined;
    }
    for (const [, key] of plain.matchAll(/(?:^|[\s(|,!$])\.([A-Za-z_]\w*)/g)) {
      keys.add(key);
    }
  }
  return keys;
}
