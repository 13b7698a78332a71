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
 * Whether a template may read all keys: by a loop, or in another way that names
 * none of them.
 */
export function readsAllKeys(text: string): boolean {
  return actionsOf(text).some(action => {
    const plain = action
      .replace(/\b(?:index|get|dig)\s+\$?\.?\s+"[^"]+"/g, ' ')
      .replace(/"(?:[^"\\]|\\.)*"|`[^`]*`/g, ' ');
    // The dot alone stands for all keys, and within a loop for something else.
    return /(?:^|[\s(|])\$?\.(?=[\s)|]|$)|\$(?=[\s)|]|$)/.test(plain);
  });
}
