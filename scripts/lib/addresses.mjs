/** The addresses of a Backstage, read from its configuration files. */
import { parse } from 'yaml';
import { ClearError } from './console.mjs';

const DEFAULT_BACKEND_PORT = 7007;

/**
 * @typedef {object} Addresses
 * @property {string} frontendUrl
 * @property {number} frontendPort
 * @property {string} backendUrl
 * @property {number} backendPort  on which the backend listens
 */

/**
 * @param {{ path: string, text: string }[]} files  in the order in which Backstage loads them
 * @param {NodeJS.ProcessEnv} env  for `${NAME}` and `${NAME:-default}` in them
 * @returns {Addresses}
 * @throws {ClearError} where a file is not YAML, or an address is not a URL
 */
export function readAddresses(files, env) {
  const found = {};
  for (const file of files) {
    const document = parseYaml(file);
    found.frontend = document?.app?.baseUrl ?? found.frontend;
    found.backend = document?.backend?.baseUrl ?? found.backend;
    const { listen } = document?.backend ?? {};
    found.listen = listen?.port ?? listen ?? found.listen;
  }
  const frontend = asUrl('app.baseUrl', substitute(found.frontend, env));
  const backend = asUrl('backend.baseUrl', substitute(found.backend, env));
  return {
    frontendUrl: frontend.href.replace(/\/$/, ''),
    frontendPort: Number(frontend.port) || 80,
    backendUrl: backend.href.replace(/\/$/, ''),
    backendPort: portOf(substitute(found.listen, env)),
  };
}

function parseYaml({ path, text }) {
  try {
    return parse(text);
  } catch (error) {
    throw new ClearError(
      `${path} is not YAML: ${error.message.split('\n')[0]}`,
    );
  }
}

function substitute(value, env) {
  return typeof value === 'string'
    ? value.replace(
        /\$\{(\w+)(?::-([^}]*))?\}/g,
        (_, name, otherwise = '') => env[name] || otherwise,
      )
    : value;
}

function asUrl(key, value) {
  try {
    return new URL(value);
  } catch {
    throw new ClearError(`The configuration's ${key} is not a URL: ${value}`);
  }
}

/** `7007`, `'7007'`, `:7007` or `127.0.0.1:7007`. */
function portOf(listen) {
  const match = /(\d+)$/.exec(String(listen ?? ''));
  return match ? Number(match[1]) : DEFAULT_BACKEND_PORT;
}
