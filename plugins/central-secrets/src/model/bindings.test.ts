import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  binding,
  cluster,
  delivery,
  kinds,
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

  it('is the same where no command could confirm it', () => {
    const bindings = [
      binding({ exists: null, confirmed: false, confirmWith: null }),
    ];
    expect(problems({ bindings })).toEqual(['unconfirmed']);
    const never = { observedAt: null, error: null, count: null };
    const unseen = cluster({ kinds: kinds({ namespaces: never }) });
    expect(problems({ bindings, clusters: [unseen] })).toEqual(['unseen']);
    expect(problems({ bindings, clusters: [] })).toEqual(['unseen']);
  });

  it('is less where another cluster confirms it: this one may merely not have it', () => {
    const other = binding({
      cluster: 'other',
      exists: null,
      confirmed: false,
      confirmWith: 'kubectl annotate …',
    });
    expect(problems({ bindings: [binding(), other] })).toEqual(['elsewhere']);
    expect(
      problems({ bindings: [binding({ namespace: 'else' }), other] }),
    ).toEqual(['unconfirmed']);
  });

  it('is also that it may not be observed, where only some namespaces of the cluster are', () => {
    const unconfirmed = binding({
      exists: null,
      confirmed: false,
      confirmWith: 'kubectl annotate …',
    });
    const [notice] = bindingNoticesOf(
      response({
        bindings: [unconfirmed],
        clusters: [{ ...cluster(), namespaces: [] }],
      }),
    );
    expect(notice).toMatchObject({ problem: 'unconfirmed', isPartial: true });
  });

  it('is not that it may be unobserved, where the whole cluster is read', () => {
    const unconfirmed = binding({
      exists: null,
      confirmed: false,
      confirmWith: 'kubectl annotate …',
    });
    for (const clusters of [[cluster()], []]) {
      expect(
        bindingNoticesOf(response({ bindings: [unconfirmed], clusters })),
      ).toEqual([
        { binding: unconfirmed, problem: 'unconfirmed', isPartial: false },
      ]);
    }
  });

  it('is that it is unseen, where the watch of namespaces fails', () => {
    const bindings = [
      binding({ exists: null, confirmed: false, confirmWith: null }),
    ];
    const failing = {
      observedAt: '2026-11-23T14:00:00.000Z',
      error: {
        code: 'forbidden' as const,
        message: message('no-answer', { problem: 'no' }),
      },
      count: null,
    };
    const unseen = cluster({ kinds: kinds({ namespaces: failing }) });
    expect(problems({ bindings, clusters: [unseen] })).toEqual(['unseen']);
    const well = cluster({ name: 'another' });
    expect(problems({ bindings, clusters: [well] })).toEqual(['unseen']);
  });

  it('is that a namespace is missing, while only another one exists', () => {
    const missing = binding({ namespace: 'gone', exists: false });
    const other = binding({
      cluster: 'other',
      namespace: 'gone',
      exists: null,
    });
    expect(problems({ bindings: [missing, binding()] })).toEqual(['missing']);
    expect(problems({ bindings: [missing, other] })).toEqual([
      'missing',
      'unseen',
    ]);
  });

  it('is nothing of a cluster that has no such namespace, while another one has it', () => {
    expect(
      problems({
        bindings: [binding(), binding({ cluster: 'other', exists: false })],
      }),
    ).toHaveLength(0);
  });

  it('is that the namespace is missing, when no cluster has it', () => {
    expect(problems({ bindings: [binding({ exists: false })] })).toEqual([
      'missing',
    ]);
  });

  it('is that it cannot be seen, only where nothing of it is shown', () => {
    const bindings = [binding({ exists: null })];
    expect(problems({ bindings })).toEqual(['unseen']);
    const deliveries = [delivery('one')];
    expect(problems({ bindings, deliveries })).toHaveLength(0);
  });

  it('is that it is missing, also where a command is not needed to confirm it', () => {
    const bindings = [
      binding({ exists: false, confirmed: false, confirmWith: null }),
    ];
    expect(problems({ bindings })).toEqual(['missing']);
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
