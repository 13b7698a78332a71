import fc from 'fast-check';
import {
  proposalBody,
  proposalBranch,
  ProposalFacts,
  proposalTitle,
} from './describeProposal';

const FACTS: ProposalFacts = {
  action: 'add',
  distribution: 'registry',
  plan: {
    cluster: 'hub',
    namespace: 'shop',
    add: { 'secrets/registry': 'true' },
    remove: [],
    arrives: [
      {
        distribution: 'registry',
        secret: 'registry-creds',
        type: 'kubernetes.io/dockerconfigjson',
        keys: ['.dockerconfigjson'],
      },
    ],
    leaves: [],
  },
  entityRef: 'component:default/shop',
  userRef: 'user:default/jane',
  reason: 'We pull images.',
};
const FILE = { repository: 'https://git.example/a/b', path: 'hub/shop.yaml' };

describe('proposalBody', () => {
  it('tells who asks, for what, which label, what arrives and why', () => {
    expect(proposalBody(FACTS)).toBe(
      [
        '`user:default/jane` requests this in Backstage, for `component:default/shop`: add the distribution `registry` to the namespace `shop` of the cluster `hub`.',
        '### Labels',
        '```text\n+ secrets/registry: "true"\n```',
        '### What arrives',
        '- Secret `registry-creds` (`kubernetes.io/dockerconfigjson`), keys `.dockerconfigjson`, from the distribution `registry`',
        '### Reason',
        '```text\nWe pull images.\n```',
        'This pull request changes the lines of these labels alone. External Secrets Operator does the rest after the merge, and no person handles a value.',
      ].join('\n\n'),
    );
  });

  it('tells what a removal takes away', () => {
    const body = proposalBody({
      ...FACTS,
      action: 'remove',
      plan: {
        ...FACTS.plan,
        add: {},
        remove: ['secrets/registry'],
        arrives: [],
        leaves: [{ distribution: 'registry', secret: 'registry-creds' }],
      },
    });
    expect(body).toContain('remove the distribution `registry` from');
    expect(body).toContain('- secrets/registry');
    expect(body).toContain('### What is removed');
  });

  it.each([
    'Please approve @platform-team',
    '![x](https://evil.example/pixel.png)',
    '<img src=x onerror=alert(1)>',
    '</details><script>',
    '/approve\n/merge',
    'Fixes #1, closes acme/clusters#2',
    '[Merge now](https://evil.example)',
    '```\n@all /merge\n```',
    '~~~\n````````\n@all',
    '`@all`',
    '\u202e reversed \u0000',
  ])('shows the reason %j as code and nothing else', reason => {
    expect(textOutsideOfCode(proposalBody({ ...FACTS, reason }))).toBe(
      textOutsideOfCode(proposalBody({ ...FACTS, reason: 'x' })),
    );
  });

  it('keeps any text of others in code', () => {
    const text = fc
      .array(
        fc.constantFrom(
          '`',
          '``',
          '```',
          '~~~',
          '\n',
          '\r',
          ' ',
          '@all',
          '#1',
          '<b>',
          '/merge',
          'x',
          '|',
          '*',
          '\u2028',
        ),
        { maxLength: 12 },
      )
      .map(pieces => pieces.join(''));
    const plain = textOutsideOfCode(
      proposalBody({ ...FACTS, reason: 'x', entityRef: 'x', userRef: 'x' }),
    );
    fc.assert(
      fc.property(text, text, text, (reason, entityRef, userRef) => {
        fc.pre(reason !== '' && entityRef !== '' && userRef !== '');
        const body = proposalBody({ ...FACTS, reason, entityRef, userRef });
        expect(textOutsideOfCode(body)).toBe(plain);
      }),
    );
  });
});

/** What is left of Markdown without its code, by the rules of CommonMark. */
function textOutsideOfCode(markdown: string): string {
  const lines: string[] = [];
  let fence: string | undefined;
  for (const line of markdown.split(/\r\n|\n|\r/)) {
    const mark = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line);
    if (fence === undefined && mark && !mark[2].includes('`')) {
      fence = mark[1];
    } else if (fence === undefined) {
      lines.push(line);
    } else if (mark && mark[1].startsWith(fence) && mark[2].trim() === '') {
      fence = undefined;
    }
  }
  // A span of code ends at a run of as many backticks.
  return lines.join('\n').replace(/(?<!`)(`+)(?!`)[^]*?(?<!`)\1(?!`)/g, '‹›');
}

describe('proposalTitle', () => {
  it('names the label, the namespace and the cluster', () => {
    expect(proposalTitle(FACTS)).toBe(
      'Add secrets/registry to namespace shop (cluster hub)',
    );
    const plan = {
      ...FACTS.plan,
      add: { a: '1', b: '2' },
      remove: ['c'],
    };
    expect(proposalTitle({ plan })).toBe(
      'Add 2 labels to namespace shop, Remove c from namespace shop (cluster hub)',
    );
  });

  it('has no words of the user, and fits into a host', () => {
    const long = 'x'.repeat(300);
    const title = proposalTitle({
      plan: { ...FACTS.plan, add: { [long]: 'true' } },
    });
    expect(title.length).toBeLessThanOrEqual(200);
    expect(proposalTitle(FACTS)).not.toContain('images');
  });
});

describe('proposalBranch', () => {
  it('is the same for the same change, whatever the order, and for it alone', () => {
    const branch = (plan: object, file = FILE) =>
      proposalBranch({ action: 'add', plan: { ...FACTS.plan, ...plan } }, file);
    const add = { a: '1', b: '2' };
    expect(branch({ add })).toBe(branch({ add: { b: '2', a: '1' } }));
    const others = [
      branch({ add }),
      branch({ add: { a: '1' } }),
      branch({ add: { a: '1', b: '3' } }),
      branch({ add, remove: ['c'] }),
      branch({ add, cluster: 'edge' }),
      branch({ add, namespace: 'other' }),
      branch({ add }, { ...FILE, path: 'other.yaml' }),
      branch({ add }, { ...FILE, repository: 'other' }),
    ];
    expect(new Set(others).size).toBe(others.length);
  });

  it('is a name that Git accepts, for any cluster and namespace', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (cluster, namespace) => {
        const plan = { ...FACTS.plan, cluster, namespace };
        expect(proposalBranch({ action: 'add', plan }, FILE)).toMatch(
          /^central-secrets\/add-[-a-z0-9]{0,82}[0-9a-f]{12}$/,
        );
      }),
    );
  });
});
