import { createMockDirectory } from '@backstage/backend-test-utils';
import { findAbove, readKustomization, readManifests } from './manifests';

describe('manifests', () => {
  const folder = createMockDirectory();
  const named = (name: string) =>
    `kind: ConfigMap\nmetadata: {name: ${name}}\n`;

  it('are read by following the resources of a kustomization', () => {
    folder.setContent({
      overlay: {
        'kustomization.yaml':
          'resources: [../base, own.yaml]\npatches: [{path: ignored.yaml}]\n',
        'own.yaml': named('own'),
      },
      base: {
        'kustomization.yaml': 'resources:\n  - two.yaml\n',
        'two.yaml': `# begins with a comment\n---\n${named('a')}---\n${named(
          'b',
        )}`,
        'unlisted.yaml': named('unlisted'),
      },
    });
    expect(
      readKustomization(folder.resolve('overlay')).map(
        ({ metadata }) => metadata.name,
      ),
    ).toEqual(['a', 'b', 'own']);
  });

  it('that are listed but not there are named', () => {
    folder.setContent({ 'kustomization.yaml': 'resources: [gone.yaml]' });
    expect(() => readKustomization(folder.path)).toThrow(
      /kustomization\.yaml: resources names "gone\.yaml", which is not there/,
    );
  });

  it('that are no YAML name their file', () => {
    folder.setContent({ 'broken.yaml': 'a: [b' });
    expect(() => readManifests(folder.resolve('broken.yaml'))).toThrow(
      /broken\.yaml: /,
    );
  });

  it('are only looked for above the package', () => {
    expect(() => findAbove('no/such/path')).toThrow(
      /there is no "no\/such\/path" in any parent folder/,
    );
  });
});
