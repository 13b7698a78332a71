import { parse } from 'yaml';
import { deliveriesAnswer, delivery } from '../__testUtils__/answers';
import { FakeBackend, run } from '../__testUtils__/runLabelNamespace';
import { examples } from './labelNamespace.examples';

describe('the examples of central-secrets:label-namespace', () => {
  it.each(examples)('run: $description', async ({ example }) => {
    const backend = new FakeBackend({
      deliveries: [
        deliveriesAnswer(
          delivery({
            state: example.includes('remove') ? 'not-requested' : 'synced',
          }),
        ),
      ],
    });
    const [step] = parse(example).steps;
    expect(step.action).toBe('central-secrets:label-namespace');

    await run(backend, step.input);

    expect(backend.requests).toHaveLength(1);
  });
});
