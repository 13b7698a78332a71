import { ClusterApi } from '../apiServer/clusterApi';
import { KubernetesObject } from '../apiServer/objects';
import { SecretTemplate, TemplateSource } from './specs';

/**
 * The ExternalSecret with the content of `templateFrom` written out as
 * templates of its own, which go before those. Only whole values of ConfigMaps
 * and Secrets (`templateAs: Values`) are emulated.
 *
 * @throws Error with the operator's words, when one of them is not there.
 */
export function withTemplateSources(
  api: ClusterApi,
  externalSecret: KubernetesObject,
): KubernetesObject {
  const { metadata, spec } = externalSecret;
  const template = spec.target.template as SecretTemplate | undefined;
  if (!template?.templateFrom) {
    return externalSecret;
  }
  const fetched = template.templateFrom.map(source =>
    templatesOf(api, source, metadata.namespace!),
  );
  const data = Object.assign({}, ...fetched, template.data);
  return {
    ...externalSecret,
    spec: {
      ...spec,
      target: { ...spec.target, template: { ...template, data } },
    },
  };
}

function templatesOf(
  api: ClusterApi,
  { configMap, secret }: TemplateSource,
  namespace: string,
): Record<string, string> {
  const reference = configMap ?? secret;
  if (!reference) {
    throw new Error(
      'the demo cluster emulates configMap and secret of templateFrom only',
    );
  }
  const kind = configMap ? 'ConfigMap' : 'Secret';
  const found = api.find({ kind, name: reference.name, namespace });
  if (!found) {
    throw fetchError(`${kind.toLowerCase()}s "${reference.name}" not found`);
  }
  return Object.fromEntries(
    reference.items.map(({ key }) => {
      const text = found.data?.[key];
      if (text === undefined) {
        throw fetchError(
          `key ${key} does not exist in ${kind} ${reference.name}`,
        );
      }
      return [key, configMap ? text : Buffer.from(text, 'base64').toString()];
    }),
  );
}

function fetchError(problem: string): Error {
  return new Error(
    `could not apply template: error fetching templateFrom data: ${problem}`,
  );
}
