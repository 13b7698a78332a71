import {
  fieldsOf,
  textOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { internalPushesOf } from '../internalDistribution';
import { Problem, Rule } from '../rule';

/** Words by which a Secret tells the system that generates it, and the datasource of that system. */
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  // Zalando's postgres-operator, CloudNativePG, Crunchy.
  [/acid\.zalan\.do|\bpostgres(?:ql)?\b|\bpguser\b/, 'postgres'],
  [/\b(?:redis|valkey)\b/, 'redis'],
  [/\bmysql\b/, 'mysql'],
  [/\bmariadb\b/, 'mariadb'],
  [/\bmongo(?:db)?\b/, 'mongodb'],
  [/\brabbitmq\b/, 'rabbitmq'],
  [/\bkafka\b/, 'kafka'],
  [/\bcassandra\b/, 'cassandra'],
  [/\bclickhouse\b/, 'clickhouse'],
  [/\belasticsearch\b/, 'elasticsearch'],
];

/** Other names of a datasource that are right as well. */
const SAME: Readonly<Record<string, string>> = {
  postgresql: 'postgres',
  mongo: 'mongodb',
  valkey: 'redis',
};

const DATASOURCES: ReadonlySet<string> = new Set(
  SYSTEMS.map(([, datasource]) => datasource),
);

/** The one system that a name tells; undefined: none, or several. */
function systemIn(name: string): string | undefined {
  const found = SYSTEMS.filter(([pattern]) => pattern.test(name));
  return found.length === 1 ? found[0][1] : undefined;
}

export const internalDatasourceOther: Rule = {
  code: 'internal-datasource-other',
  severity: 'warning',
  summary:
    'The datasource in a path of internal distribution is the system that generates the value.',
  *check(input): Iterable<Problem> {
    const reported = new Set<string>();
    for (const { push, key, at } of internalPushesOf(input)) {
      const { secret } = fieldsOf(push.spec.selector);
      const source = textOf(fieldsOf(secret).name) ?? '';
      const system = systemIn(source);
      const [, written = ''] = key.split('/');
      const datasource = SAME[written] ?? written;
      const id = `${push.manifest.namespace}/${push.manifest.name} ${key}`;
      // A name of our own tells nothing about the system behind it.
      if (
        !system ||
        !DATASOURCES.has(datasource) ||
        datasource === system ||
        reported.has(id)
      ) {
        continue;
      }
      reported.add(id);
      yield {
        manifest: push.manifest,
        path: [...at, 'remoteKey'],
        message: `the source ${source} is of ${system}, and the path says ${written}: write ${key.replace(
          `/${written}/`,
          `/${system}/`,
        )}`,
      };
    }
  },
};
