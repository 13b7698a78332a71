import { fieldsOf } from '@central-secrets/backstage-plugin-central-secrets-node';
import { Rule } from '../rule';
import { asJson } from '../templateJson';

const TYPE = 'kubernetes.io/dockerconfigjson';
const KEY = '.dockerconfigjson';

/** What a container runtime misses in a login; undefined: nothing. */
function problemOf(json: unknown): string | undefined {
  const { auths } = fieldsOf(json);
  if (typeof auths !== 'object' || auths === null || Array.isArray(auths)) {
    return 'it has no "auths"';
  }
  for (const login of Object.values(auths)) {
    const { auth, username, password, identitytoken } = fieldsOf(login);
    if (auth || identitytoken || (username && password)) {
      continue;
    }
    return 'a registry has neither "auth" nor "username" and "password"';
  }
  return undefined;
}

export const registryLoginInvalid: Rule = {
  code: 'registry-login-invalid',
  severity: 'warning',
  summary:
    'A registry login has the form that container runtimes read, and is not just any JSON.',
  *check({ templates }) {
    for (const { writer, path, template } of templates) {
      if (template.name !== KEY || path.at(-2) !== 'data') {
        continue;
      }
      if (writer.record?.targetType !== TYPE) {
        continue;
      }
      const json = asJson(template.text);
      const problem = json && problemOf(json);
      if (!problem) {
        continue;
      }
      yield {
        manifest: writer.manifest,
        path,
        message: `the API server takes it, and no container runtime can log in with it, because ${problem}: write {"auths": {"ghcr.io": {"username": {{ .username | toJson }}, "password": {{ .password | toJson }}}}}`,
      };
    }
  },
};
