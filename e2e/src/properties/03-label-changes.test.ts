import fc from 'fast-check';
import { createObject, patchObject } from '../framework/objects';
import { theWorld } from '../jest/globals';
import {
  askedFor,
  CATALOG,
  findCatalogProblems,
  readSources,
  requestLabels,
} from './catalog';
import { namespaceObject } from './manifests';
import { provisionedIn, until } from './observe';
import { assertSideBySide } from './sideBySide';

/** A merge patch that replaces all previous labels with the current ones. */
function change(
  before: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
) {
  const gone = Object.keys(before).map(label => [label, null]);
  return { metadata: { labels: { ...Object.fromEntries(gone), ...now } } };
}

it('Feature: central-secret-store, Property 3: For any namespace label change, the system should add or remove secrets to match the new label configuration', async () => {
  const { api } = theWorld().platform;
  const sources = await readSources();
  await assertSideBySide({
    name: 'property-03',
    sideBySide: 16,
    // One configuration after the other, for one namespace.
    arbitrary: fc.array(requestLabels(), { minLength: 2, maxLength: 3 }),
    check: async (configurations, id) => {
      const namespace = namespaceObject(id);
      await createObject(api, namespace);
      let before: Readonly<Record<string, string>> = {};
      try {
        for (const [step, labels] of configurations.entries()) {
          await patchObject(api, namespace, change(before, labels));
          before = labels;
          const wanted = askedFor(labels).map(({ secret }) => secret);
          let seen: unknown;
          await until(
            async () => {
              const { externalSecrets, secrets } = await provisionedIn(id);
              const problems = findCatalogProblems(labels, secrets, sources);
              seen = { externalSecrets, problems };
              return (
                problems.length === 0 &&
                String(externalSecrets) === String(wanted.sort())
              );
            },
            () => `step ${step} of ${id}: exactly [${wanted}]`,
            { describe: async () => JSON.stringify(seen) },
          );
        }
      } finally {
        const none = CATALOG.map(({ label }) => [label, null]);
        await patchObject(api, namespace, {
          metadata: { labels: Object.fromEntries(none) },
        });
      }
    },
    // Applied one after the other.
    reproduce: (configurations, id) =>
      configurations.map(labels => namespaceObject(id, labels)),
  });
});
