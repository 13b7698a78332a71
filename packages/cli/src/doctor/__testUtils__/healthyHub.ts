import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_HUB_NAMES } from '@central-secrets/manifest-rules';
import { parseAllDocuments } from 'yaml';
import { ApiAnswer, ClusterApi } from '../ClusterApi';
import { examine } from '../examine';
import { DoctorFinding } from '../finding';

const DEPLOY = join(__dirname, '../../../../../deploy/base');
const ADMISSION = '/apis/admissionregistration.k8s.io/v1';
const ESO = '/apis/external-secrets.io';
const GENERATORS = '/apis/generators.external-secrets.io';

/** The path of the policies' parameters. */
export const ACCESS_PATH =
  '/api/v1/namespaces/central-secret-store/configmaps/central-secrets-access';

/** The kinds of the operator that a healthy hub serves, with their versions. */
const SERVED = {
  v1: [
    'clusterexternalsecrets',
    'clustersecretstores',
    'externalsecrets',
    'externalsecrets/status',
    'secretstores',
  ],
  v1alpha1: ['pushsecrets', 'clusterpushsecrets'],
};

/** Some of the generators. */
const SERVED_GENERATORS = [
  'clustergenerators',
  'ecrauthorizationtokens',
  'generatorstates',
  'passwords',
  'webhooks',
];

export function ok(body: unknown): ApiAnswer {
  return { status: 200, body };
}

export const NOT_FOUND: ApiAnswer = {
  status: 404,
  body: { reason: 'NotFound' },
};

export const FORBIDDEN: ApiAnswer = {
  status: 403,
  body: { message: 'forbidden' },
};

/** A list as one page. */
export function listOf(...items: readonly unknown[]): ApiAnswer {
  return ok({ items });
}

function objectsOf(folder: string): any[] {
  return readdirSync(join(DEPLOY, folder))
    .filter(name => name.endsWith('.yaml'))
    .flatMap(name =>
      parseAllDocuments(readFileSync(join(DEPLOY, folder, name), 'utf8')),
    )
    .map(document => document.toJS());
}

const admission = objectsOf('admission');

/** The parameters of deploy/, with some of them changed. */
export function accessData(changes: Record<string, string> = {}): ApiAnswer {
  const { data } = admission.find(({ kind }) => kind === 'ConfigMap');
  return ok({ data: { ...data, ...changes } });
}

/** The policy or binding of a name, as deploy/ has it. */
export function policyOf(kind: string, name: string): any {
  return admission.find(
    each => each.kind === kind && each.metadata.name === name,
  );
}

function policies(): Record<string, ApiAnswer> {
  return Object.fromEntries(
    admission.flatMap(object => {
      const resource = {
        ValidatingAdmissionPolicy: 'validatingadmissionpolicies',
        ValidatingAdmissionPolicyBinding: 'validatingadmissionpolicybindings',
      }[object.kind as string];
      return resource
        ? [[`${ADMISSION}/${resource}/${object.metadata.name}`, ok(object)]]
        : [];
    }),
  );
}

function store(): any {
  const object = objectsOf('store').find(
    ({ kind }) => kind === 'ClusterSecretStore',
  );
  return {
    ...object,
    status: { conditions: [{ type: 'Ready', status: 'True' }] },
  };
}

function served(names: readonly string[]): ApiAnswer {
  return ok({ resources: names.map(name => ({ name })) });
}

/** The answers of a hub with nothing wrong, by path. */
export function healthy(): Record<string, ApiAnswer> {
  const account = (namespace: string, name: string) => [
    `/api/v1/namespaces/${namespace}/serviceaccounts/${name}`,
    ok({}),
  ];
  const empty = (path: string) => [path, listOf()];
  return {
    '/version': ok({}),
    [ESO]: ok({ versions: [{ version: 'v1' }, { version: 'v1alpha1' }] }),
    [`${ESO}/v1`]: served(SERVED.v1),
    [`${ESO}/v1alpha1`]: served(SERVED.v1alpha1),
    [GENERATORS]: ok({ versions: [{ version: 'v1alpha1' }] }),
    [`${GENERATORS}/v1alpha1`]: served(SERVED_GENERATORS),
    ...policies(),
    [ACCESS_PATH]: accessData(),
    ...Object.fromEntries([
      ...SERVED.v1.map(name => empty(`${ESO}/v1/${name}`)),
      ...SERVED.v1alpha1.map(name => empty(`${ESO}/v1alpha1/${name}`)),
      ...SERVED_GENERATORS.map(name => empty(`${GENERATORS}/v1alpha1/${name}`)),
      empty('/apis/apps/v1/namespaces/external-secrets/deployments'),
      empty('/api/v1/namespaces'),
      account('backstage', 'central-secrets-writer'),
      account('external-secrets', 'external-secrets'),
      account('central-secrets-index', 'central-secrets-hub-index'),
    ]),
    [`${ESO}/v1/clustersecretstores`]: listOf(store()),
  };
}

/** A cluster that gives these answers, each page of a list by its token. */
function scriptedApi(
  answers: Readonly<Record<string, ApiAnswer>>,
  onAsk: (path: string) => void = () => {},
): ClusterApi {
  return {
    server: 'https://hub.example',
    context: 'hub',
    ask: async (_method, path) => {
      onAsk(path);
      return answers[path] ?? answers[path.split('?')[0]] ?? NOT_FOUND;
    },
  };
}

/**
 * Returns the findings on a healthy hub with some answers changed, without the
 * checks of rights.
 */
export async function examined(
  changes: Record<string, ApiAnswer> = {},
  options: Partial<Parameters<typeof examine>[1]> = {},
) {
  const asked: string[] = [];
  const api = scriptedApi({ ...healthy(), ...changes }, path =>
    asked.push(path),
  );
  const examination = await examine(
    api,
    { names: DEFAULT_HUB_NAMES, identities: [], ...options },
    () => {},
  );
  const findings: DoctorFinding[] = examination.checks.flatMap(
    each => each.findings,
  );
  return {
    asked,
    examination,
    findings,
    codes: findings.map(({ code }) => code),
  };
}
