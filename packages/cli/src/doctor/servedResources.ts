import { accepted, ClusterApi } from './ClusterApi';

/**
 * The resources that an API group serves, each with the path of its list in the
 * first version that has it; empty where the group does not exist.
 *
 * @throws Refused where the API server refuses discovery
 */
export async function servedResources(
  api: ClusterApi,
  group: string,
): Promise<Map<string, string>> {
  const paths = new Map<string, string>();
  const found = await api.ask('GET', `/apis/${group}`);
  if (found.status === 404) {
    return paths;
  }
  const { versions } = accepted(found, `find ${group}`).body;
  for (const { version } of versions ?? []) {
    const path = `/apis/${group}/${version}`;
    const served = await api.ask('GET', path);
    if (served.status === 404) {
      continue;
    }
    const { resources } = accepted(served, `find ${group}/${version}`).body;
    for (const { name } of resources ?? []) {
      // A name with a slash is a subresource.
      if (!name.includes('/') && !paths.has(name)) {
        paths.set(name, `${path}/${name}`);
      }
    }
  }
  return paths;
}
