/**
 * The plugin alone, over the demo cluster: `yarn start` in this folder.
 *
 * All visitors are the same user without signing in, and own every component:
 *
 *     curl localhost:7007/api/central-secrets/v1/entities/default/component/backstage/deliveries
 */
import { readFileSync } from 'node:fs';
import {
  coreServices,
  createServiceFactory,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { createBackend } from '@backstage/backend-defaults';
import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { startDemoCluster } from '@central-secrets/demo-cluster';
import { parseAllDocuments } from 'yaml';

const OWNER = 'group:default/developer-experience';

/** The example components, all owned by the one user that there is. */
function exampleEntities(): Entity[] {
  const file = resolvePackagePath(
    '@central-secrets/backstage-plugin-central-secrets-backend',
    '../../examples/entities.yaml',
  );
  return parseAllDocuments(readFileSync(file, 'utf8')).map(document => {
    const entity = document.toJS() as Entity;
    return {
      ...entity,
      metadata: { namespace: 'default', ...entity.metadata },
      relations: [{ type: 'ownedBy', targetRef: OWNER }],
    };
  });
}

async function main() {
  const demo = await startDemoCluster();
  const backend = createBackend();
  backend.add(
    mockServices.rootConfig.factory({
      data: {
        backend: {
          baseUrl: 'http://localhost:7007',
          listen: { host: '127.0.0.1', port: 7007 },
          database: { client: 'better-sqlite3', connection: ':memory:' },
        },
        centralSecrets: {
          clusters: [
            {
              name: 'demo',
              url: demo.url,
              serviceAccountToken: demo.tokens.reader,
              writer: { serviceAccountToken: demo.tokens.writer },
            },
          ],
        },
      },
    }),
  );
  backend.add(mockServices.auth.factory());
  backend.add(mockServices.httpAuth.factory());
  backend.add(
    createServiceFactory({
      service: coreServices.userInfo,
      deps: {},
      factory: () => mockServices.userInfo({ ownershipEntityRefs: [OWNER] }),
    }),
  );
  backend.add(catalogServiceMock.factory({ entities: exampleEntities() }));
  backend.add(import('../src'));
  await backend.start();
}

main().catch(error => {
  process.stderr.write(`${error.stack ?? error}\n`);
  process.exit(1);
});
