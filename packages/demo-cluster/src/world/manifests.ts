import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { KubernetesObject } from '../apiServer/objects';

/** Reads every object of a YAML file. */
export function readManifests(file: string): KubernetesObject[] {
  return parseAllDocuments(readFileSync(file, 'utf8')).flatMap(document => {
    const [problem] = document.errors;
    if (problem) {
      throw new Error(`${file}: ${problem.message}`);
    }
    const object = document.toJS();
    return object ? [object as KubernetesObject] : [];
  });
}

/**
 * Reads the objects that a kustomization lists under `resources`, folders and
 * all. Nothing else of kustomize is followed: no patches, no common labels, no
 * generators.
 */
export function readKustomization(folder: string): KubernetesObject[] {
  const file = join(folder, 'kustomization.yaml');
  const { resources = [] } = parse(readFileSync(file, 'utf8')) ?? {};
  return (resources as string[]).flatMap(entry => {
    const path = resolve(folder, entry);
    if (!existsSync(path)) {
      throw new Error(
        `${file}: resources names "${entry}", which is not there`,
      );
    }
    return statSync(path).isDirectory()
      ? readKustomization(path)
      : readManifests(path);
  });
}

// Where this is in a build does not matter: it is looked for upwards.
// eslint-disable-next-line no-restricted-syntax
const HERE = __dirname;

/** Where a path such as `deploy/overlays/hub` is: below the nearest parent folder of this file that has it. */
export function findAbove(path: string): string {
  for (let at = HERE; ; at = dirname(at)) {
    const candidate = join(at, path);
    if (existsSync(candidate)) {
      return candidate;
    }
    if (at === dirname(at)) {
      throw new Error(
        `there is no "${path}" in any parent folder of ${HERE}; the demo cluster runs inside of this repository only`,
      );
    }
  }
}
