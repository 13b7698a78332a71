import { InputError } from '@backstage/errors';

/**
 * The headers with which a kubeconfig's user acts as another one: `as`,
 * `as-uid`, `as-groups` and `as-user-extra`. client-node knows `as` alone.
 *
 * @param where - begins every message
 * @param user - as the file has it
 * @throws InputError naming the key
 */
export function readImpersonation(
  where: string,
  user: Readonly<Record<string, unknown>>,
): Record<string, string | readonly string[]> {
  const as = readText(where, user, 'as');
  const uid = readText(where, user, 'as-uid');
  const groups = readTexts(`${where}: as-groups`, user['as-groups'] ?? []);
  const extra = Object.entries(user['as-user-extra'] ?? {});
  if (!as) {
    if (uid || groups.length > 0 || extra.length > 0) {
      throw new InputError(
        `${where}: as-uid, as-groups and as-user-extra need the key as; add it, or remove them`,
      );
    }
    return {};
  }
  return {
    'impersonate-user': as,
    ...(uid && { 'impersonate-uid': uid }),
    ...(groups.length > 0 && { 'impersonate-group': groups }),
    ...Object.fromEntries(
      extra.map(([key, values]) => [
        `impersonate-extra-${encodeURIComponent(key.toLowerCase())}`,
        readTexts(`${where}: as-user-extra ${key}`, values),
      ]),
    ),
  };
}

function readText(
  where: string,
  user: Readonly<Record<string, unknown>>,
  key: string,
): string | undefined {
  const value = user[key] ?? undefined;
  if (value !== undefined && typeof value !== 'string') {
    throw new InputError(`${where}: ${key} must be a string`);
  }
  return value;
}

function readTexts(what: string, values: unknown): readonly string[] {
  if (
    !Array.isArray(values) ||
    values.some(value => typeof value !== 'string')
  ) {
    throw new InputError(`${what} must be a list of strings`);
  }
  return values;
}
