import { fieldsOf } from '@central-secrets/backstage-plugin-central-secrets-node';
import { Controller, controllerOf } from './controllerOf';
import { fieldAt, hasField, listAt } from './fieldAt';
import { HubAccess } from './HubAccess';
import { HubProblem } from './HubProblem';

type Path = HubProblem['path'];

/** A text that the operator executes. */
interface Template {
  readonly path: Path;
  readonly text: string;
}

const SPECIFICATIONS = [
  ['spec', 'externalSecretSpec'],
  ['spec', 'pushSecretSpec'],
];

function textsOfMap(object: unknown, place: Path, path: string): Template[] {
  return Object.entries(fieldsOf(fieldAt(object, path))).flatMap(
    ([key, text]) =>
      typeof text === 'string'
        ? [{ path: [...place, ...path.split('.'), key], text }]
        : [],
  );
}

/**
 * Returns the rewrites of fetched data, and from 2.3 on those of pushed data.
 */
function rewritesOf(spec: unknown, place: Path): Template[] {
  return ['dataFrom', 'dataTo'].flatMap(list =>
    listAt(spec, list).flatMap((entry, index) =>
      listAt(entry, 'rewrite').flatMap((step, number) => {
        const text = fieldAt(step, 'transform.template');
        if (typeof text !== 'string') {
          return [];
        }
        const at = [list, index, 'rewrite', number, 'transform', 'template'];
        return [{ path: [...place, ...at], text }];
      }),
    ),
  );
}

/**
 * Returns the objections of the policy `central-secrets-team-templates` to an
 * ExternalSecret, a PushSecret, or the cluster-wide kind of either, unless a
 * hub owner writes it: templates that could read any Secret of the cluster
 * (CVE-2026-22822). Takes an object of any shape.
 *
 * @param isMade - whether a cluster-wide object that it names as its owner has
 * made it; by default the object is believed
 * @public
 */
export function judgeTemplates(
  object: unknown,
  access: HubAccess,
  isMade: (owner: Controller) => boolean = () => true,
): HubProblem[] {
  const owner = controllerOf(object, [
    'ClusterExternalSecret',
    'ClusterPushSecret',
  ]);
  if (owner && isMade(owner)) {
    return [];
  }
  const place = SPECIFICATIONS.find(path =>
    hasField(object, path.join('.')),
  ) ?? ['spec'];
  const spec = fieldAt(object, place.join('.'));
  const templates = ['template', 'target.template'].map(path => ({
    value: fieldAt(spec, path),
    at: [...place, ...path.split('.')],
  }));
  const sources = templates.flatMap(({ value, at }) =>
    listAt(value, 'templateFrom').map((source, index) => ({
      source,
      at: [...at, 'templateFrom', index],
    })),
  );
  const texts: Template[] = [
    ...templates.flatMap(({ value, at }) =>
      ['data', 'metadata.labels', 'metadata.annotations'].flatMap(path =>
        textsOfMap(value, at, path),
      ),
    ),
    ...sources.flatMap(({ source, at }) => {
      const text = fieldAt(source, 'literal');
      return typeof text === 'string'
        ? [{ path: [...at, 'literal'], text }]
        : [];
    }),
    ...rewritesOf(spec, place),
  ];
  const fromObject = access.templatesFromObjectsAllowed
    ? undefined
    : sources.find(({ source }) => hasField(source, 'configMap', 'secret'));
  return [
    ...access.refusedTemplateFunctions.flatMap(name => {
      const found = texts.find(({ text }) => text.includes(name));
      return found ? [{ path: found.path, text: name }] : [];
    }),
    ...(fromObject
      ? [{ path: fromObject.at, text: 'templateFrom a ConfigMap or Secret' }]
      : []),
  ];
}
