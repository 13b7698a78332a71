/** A kubeconfig that a person named, as configuration of the backend. */
import { parse } from 'yaml';
import { ClearError } from './console.mjs';

/**
 * Checks a kubeconfig and chooses its context.
 *
 * @param {{ name: string, text: string, context?: string }} kubeconfig  `name` as the person wrote it
 * @returns {string} the context's name
 * @throws {ClearError} where it is none, or the context is not in it
 */
export function chooseContext({ name, text, context }) {
  let document;
  try {
    document = parse(text);
  } catch (error) {
    throw new ClearError(
      `--kubeconfig ${name} is not YAML: ${error.message.split('\n')[0]}`,
    );
  }
  const contexts = listOf(document?.contexts).map(entry => entry?.name);
  if (contexts.length === 0 || listOf(document.clusters).length === 0) {
    throw new ClearError(
      `--kubeconfig ${name} is not a kubeconfig: it has no clusters and contexts`,
    );
  }
  const chosen = context ?? document['current-context'];
  if (!chosen) {
    throw new ClearError(
      `--kubeconfig ${name} has no current-context; choose one with --context: ${contexts.join(
        ', ',
      )}`,
    );
  }
  if (!contexts.includes(chosen)) {
    throw new ClearError(
      `--kubeconfig ${name} has no context "${chosen}"; it has: ${contexts.join(
        ', ',
      )}`,
    );
  }
  return chosen;
}

/**
 * The backend's configuration for one cluster, which is read with one kubeconfig
 * and, with `writer`, also written.
 *
 * @param {string} kubeconfig  absolute path
 * @param {string} context
 * @param {{ writer: boolean }} options
 */
export function clusterConfig(kubeconfig, context, { writer }) {
  return {
    centralSecrets: {
      clusters: [
        {
          name: clusterName(context),
          title: context,
          kubeconfig,
          context,
          ...(writer && { writer: { kubeconfig, context } }),
        },
      ],
    },
  };
}

/** A cluster's name is part of addresses and ids; a context's may hold slashes and colons. */
function clusterName(context) {
  const name = context
    .replace(/^.*\//, '')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return name || 'cluster';
}

function listOf(value) {
  return Array.isArray(value) ? value : [];
}
