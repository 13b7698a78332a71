import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';

const ROOT = resolve(__dirname, '../../..');

function read(path: string): any {
  return parse(readFileSync(resolve(ROOT, path), 'utf8'));
}

function readAll(path: string): any[] {
  return parseAllDocuments(readFileSync(resolve(ROOT, path), 'utf8')).map(
    document => document.toJS(),
  );
}

describe('app-config.yaml', () => {
  it('gives the guest the same groups before and after the catalog is read', () => {
    const { guest } = read('app-config.yaml').auth.providers;
    const user = readAll('examples/org.yaml').find(
      ({ kind, metadata }) => kind === 'User' && metadata.name === 'guest',
    );

    expect([...guest.ownershipEntityRefs].sort()).toEqual(
      [
        guest.userEntityRef,
        ...user.spec.memberOf.map((name: string) => `group:default/${name}`),
      ].sort(),
    );
  });
});

describe('the template "Request a secret"', () => {
  it('offers the self-service distributions of deploy/, and no others', () => {
    const folder = 'deploy/base/distributions';
    const selfService = readdirSync(resolve(ROOT, folder))
      .map(file => read(`${folder}/${file}`))
      .filter(
        ({ kind, metadata }) =>
          kind === 'ClusterExternalSecret' &&
          metadata.annotations?.['central-secrets/self-service'] === 'true',
      )
      .map(({ metadata }) => metadata.name);
    const [{ properties }] = read(
      'examples/templates/request-a-secret/template.yaml',
    ).spec.parameters;

    expect([...properties.distribution.enum].sort()).toEqual(
      selfService.sort(),
    );
    expect(properties.distribution.enumNames).toHaveLength(selfService.length);
  });
});
