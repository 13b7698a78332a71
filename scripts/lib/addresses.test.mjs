import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAddresses } from './addresses.mjs';

const OURS = {
  path: 'app-config.yaml',
  text: `
app: { baseUrl: 'http://localhost:3000' }
backend: { baseUrl: 'http://localhost:7007', listen: { port: 7007 } }
`,
};

function read(...texts) {
  const files = texts.map((text, index) => ({ path: `${index}.yaml`, text }));
  return readAddresses([OURS, ...files], { PORT: '4321' });
}

test('the addresses are those of the configuration', () => {
  assert.deepEqual(read(), {
    frontendUrl: 'http://localhost:3000',
    frontendPort: 3000,
    backendUrl: 'http://localhost:7007',
    backendPort: 7007,
  });
});

test('a later file wins, and an empty one changes nothing', () => {
  const addresses = read("app: { baseUrl: 'http://localhost:3001/' }", '');
  assert.equal(addresses.frontendUrl, 'http://localhost:3001');
  assert.equal(addresses.frontendPort, 3001);
});

for (const listen of ['4000', "':4000'", "'0.0.0.0:4000'", '{ port: 4000 }']) {
  test(`the backend's port is read from listen: ${listen}`, () => {
    assert.equal(read(`backend: { listen: ${listen} }`).backendPort, 4000);
  });
}

test('environment variables and their defaults are substituted', () => {
  const { frontendPort, backendPort } = read(
    "app: { baseUrl: 'http://localhost:${PORT}' }",
    "backend: { listen: ':${OTHER:-5000}' }",
  );
  assert.equal(frontendPort, 4321);
  assert.equal(backendPort, 5000);
});

test('an invalid address names its key and its value', () => {
  assert.throws(() => read('app: { baseUrl: nonsense }'), {
    message: "The configuration's app.baseUrl is not a URL: nonsense",
  });
});

test('a file that is not YAML is reported by its name', () => {
  assert.throws(
    () => read('{ a: ['),
    error => /^0\.yaml is not YAML: .+$/.test(error.message),
  );
});
