import {
  isSubstituted,
  isUnfinishedTemplate,
} from '@central-secrets/manifest-rules';
import { ParsedSource } from '../parseSource';
import { Source } from '../Source';

/** What other tools fill in or have encrypted, wherever it stands in a file. */
const FOREIGN = /\$\{|\{%|<%|<path:|\bENC\[|^[ \t]*#[ \t]*\{\{|^"?sops"?:/m;

/** Whether a value outside the operator's own templates waits for another tool. */
function holdsSubstitution(value: unknown): boolean {
  if (typeof value === 'string') {
    return isSubstituted(value);
  }
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  return Object.entries(value).some(([key, entry]) =>
    key === 'template'
      ? isUnfinishedTemplate(JSON.stringify(entry))
      : isSubstituted(key) || holdsSubstitution(entry),
  );
}

/**
 * Whether a file is never changed: it is a template of another tool, or
 * encrypted by SOPS, so that what a change of its text means is not known.
 */
export function isUntouchable(
  { text }: Source,
  { manifests, unreadable }: ParsedSource,
): boolean {
  return (
    unreadable.length > 0 ||
    FOREIGN.test(text) ||
    manifests.some(({ manifest }) => holdsSubstitution(manifest.object))
  );
}
