import { createObject, patchObject } from '../framework/objects';
import { theWorld } from '../jest/globals';
import {
  askedFor,
  findCatalogProblems,
  readSources,
  requestLabels,
} from './catalog';
import { namespaceObject } from './manifests';
import { provisionedIn, until } from './observe';
import { assertSideBySide } from './sideBySide';

it('Feature: central-secret-store, Property 2: For any namespace with appropriate labels, the system should automatically provision all required secrets matching those labels', async () => {
  const { api } = theWorld().platform;
  const sources = await readSources();
  await assertSideBySide({
    name: 'property-02',
    sideBySide: 16,
    arbitrary: requestLabels({ minAsked: 1 }),
    check: async (labels, id) => {
      const namespace = namespaceObject(id, labels);
      await createObject(api, namespace);
      try {
        let problems: string[] = [];
        await until(
          async () => {
            const { secrets } = await provisionedIn(id);
            problems = findCatalogProblems(labels, secrets, sources);
            return problems.length === 0;
          },
          () => `exactly the Secrets that ${id} asks for`,
          { describe: async () => problems.join('; ') },
        );
        const { externalSecrets } = await provisionedIn(id);
        expect(externalSecrets).toEqual(
          askedFor(labels)
            .map(({ secret }) => secret)
            .sort(),
        );
      } finally {
        await patchObject(api, namespace, { metadata: { labels: null } });
      }
    },
    reproduce: (labels, id) => [namespaceObject(id, labels)],
  });
});
