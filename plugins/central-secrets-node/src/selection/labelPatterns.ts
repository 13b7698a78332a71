/**
 * Whether a label key matches one of the patterns, such as `secrets/*`: `*`
 * stands for any run of characters without `/`, everything else for itself.
 *
 * @public
 */
export function isLabelAllowed(
  key: string,
  patterns: readonly string[],
): boolean {
  return patterns.some(pattern => {
    const literals = pattern.split('*').map(escapeRegExp);
    return new RegExp(`^${literals.join('[^/]*')}$`).test(key);
  });
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
