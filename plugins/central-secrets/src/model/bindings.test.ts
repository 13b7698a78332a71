import {
  binding,
  cluster,
  delivery,
  response,
} from '../__testUtils__/fixtures';
import { bindingNoticesOf } from './bindings';

const problems = (...parameters: Parameters<typeof response>) =>
  bindingNoticesOf(response(...parameters)).map(({ problem }) => problem);

describe('what is said of a binding', () => {
  it('is nothing, when it is confirmed', () => {
    expect(problems()).toEqual([]);
  });

  it('is that it is unconfirmed, when only the catalog says it', () => {
    expect(problems({ bindings: [binding({ confirmed: false })] })).toEqual([
      'unconfirmed',
    ]);
  });

  it('is the same, when nobody tells whether it exists', () => {
    const unconfirmed = {
      exists: null,
      confirmed: false,
      confirmWith: 'kubectl annotate …',
    };
    expect(problems({ bindings: [binding(unconfirmed)] })).toEqual([
      'unconfirmed',
    ]);
  });

  it('is nothing of a cluster that has no such namespace, while another one has it', () => {
    expect(
      problems({
        bindings: [binding(), binding({ cluster: 'other', exists: false })],
      }),
    ).toEqual([]);
  });

  it('is that the namespace is missing, when no cluster has it', () => {
    expect(problems({ bindings: [binding({ exists: false })] })).toEqual([
      'missing',
    ]);
  });

  it('is that it cannot be seen, only where nothing of it is shown', () => {
    const bindings = [binding({ exists: null })];
    expect(problems({ bindings })).toEqual(['unseen']);
    expect(problems({ bindings, deliveries: [delivery('one')] })).toEqual([]);
  });

  it('is that it is not observed, where only other namespaces of the cluster are', () => {
    const bindings = [binding({ exists: null })];
    const { namespace } = bindings[0];
    const within = (namespaces: string[]) =>
      problems({ bindings, clusters: [{ ...cluster(), namespaces }] });
    expect(within([])).toEqual(['outside']);
    expect(within([namespace])).toEqual(['unseen']);
  });
});
