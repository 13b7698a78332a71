import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseContext, clusterConfig } from './kubeconfig.mjs';

const TEXT = `
apiVersion: v1
kind: Config
current-context: blue
clusters: [{ name: c, cluster: { server: 'https://127.0.0.1:6443' } }]
contexts:
  - { name: blue, context: { cluster: c, user: u } }
  - { name: green, context: { cluster: c, user: u } }
`;

test('the current context is used by default', () => {
  assert.equal(chooseContext({ name: 'k', text: TEXT }), 'blue');
});

test('a named context is used', () => {
  const context = chooseContext({ name: 'k', text: TEXT, context: 'green' });
  assert.equal(context, 'green');
});

for (const [what, input, message] of [
  [
    'an unknown context lists the existing ones',
    { text: TEXT, context: 'red' },
    '--kubeconfig k has no context "red"; it has: blue, green',
  ],
  [
    'a file without a current context asks for one',
    { text: TEXT.replace('current-context: blue', '') },
    '--kubeconfig k has no current-context; choose one with --context: blue, green',
  ],
  [
    'another document is not a kubeconfig',
    { text: 'kind: ConfigMap' },
    '--kubeconfig k is not a kubeconfig: it has no clusters and contexts',
  ],
  [
    'an empty file is not a kubeconfig',
    { text: '' },
    '--kubeconfig k is not a kubeconfig: it has no clusters and contexts',
  ],
]) {
  test(what, () => {
    assert.throws(() => chooseContext({ name: 'k', ...input }), { message });
  });
}

test('a file that is not YAML is refused in one line', () => {
  assert.throws(
    () => chooseContext({ name: 'k', text: '{ a: [' }),
    error => /^--kubeconfig k is not YAML: .+$/.test(error.message),
  );
});

test('a context with slashes and colons becomes a cluster name that fits into an address', () => {
  const context = 'arn:aws:eks:eu-central-1:000000000000:cluster/blue one';
  const options = { writer: true };
  const { clusters } = clusterConfig('/k', context, options).centralSecrets;
  const [cluster] = clusters;
  assert.equal(cluster.name, 'blue-one');
  assert.equal(cluster.context, context);
  assert.deepEqual(cluster.writer, { kubeconfig: '/k', context });
});

test('a cluster has no writer by default', () => {
  const { centralSecrets } = clusterConfig('/k', 'blue', { writer: false });
  assert.deepEqual(centralSecrets.clusters, [
    { name: 'blue', title: 'blue', kubeconfig: '/k', context: 'blue' },
  ]);
});
