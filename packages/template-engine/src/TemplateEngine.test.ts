import type { TemplateToJudge } from '@central-secrets/manifest-rules';
import fc from 'fast-check';
import { once } from 'node:events';
import workerThreads from 'node:worker_threads';
import { TemplateEngine } from './TemplateEngine';

function template(
  text: string,
  change: Partial<TemplateToJudge> = {},
): TemplateToJudge {
  return {
    name: 'key',
    text,
    keys: ['username', 'token'],
    open: false,
    accept: '',
    ...change,
  };
}

/** The threads that are started from now on. */
function watchThreads() {
  const { Worker } = workerThreads;
  const threads: workerThreads.Worker[] = [];
  jest.spyOn(workerThreads, 'Worker').mockImplementation((...given) => {
    const thread = new Worker(...given);
    threads.push(thread);
    return thread;
  });
  return threads;
}

jest.setTimeout(60_000);

describe('TemplateEngine', () => {
  const engine = TemplateEngine.create();

  afterEach(() => jest.restoreAllMocks());
  afterAll(() => engine.close());

  async function judge(text: string, change?: Partial<TemplateToJudge>) {
    const [verdict] = await engine.judge([template(text, change)]);
    return verdict;
  }

  it("says of an unknown key and of an unknown function what the operator's event says", async () => {
    await expect(judge('{{ .nokey }}')).resolves.toMatchObject({
      outcome: 'missing-key',
      key: 'nokey',
      message: expect.stringMatching(/map has no entry for key "nokey"$/),
    });
    await expect(judge('{{ .token | nofunc }}')).resolves.toMatchObject({
      outcome: 'unparsable',
      message: 'template: key:1: function "nofunc" not defined',
    });
  });

  it.each(['env', 'expandenv'])(
    'does not know %s, which the operator takes away from sprig',
    async name => {
      await expect(judge(`{{ ${name} "HOME" }}`)).resolves.toMatchObject({
        outcome: 'unparsable',
        message: `template: key:1: function "${name}" not defined`,
      });
    },
  );

  it.each([
    'pkcs12key .token',
    'pkcs12keyPass "pass" .token',
    'pkcs12cert .token',
    'pkcs12certPass "pass" .token',
    'pemToPkcs12 .username .token',
    'pemToPkcs12Pass .username .token "pass"',
    'fullPemToPkcs12 .username .token',
    'fullPemToPkcs12Pass .username .token "pass"',
    'pemTruststoreToPKCS12 .token',
    'pemTruststoreToPKCS12Pass .token "pass"',
    'filterPEM "CERTIFICATE" .token',
    'filterCertChain "leaf" .token',
    'jwkPublicKeyPem .token',
    'jwkPrivateKeyPem .token',
    'rsaDecrypt "RSA-OAEP" "SHA256" .username .token',
  ])('says that it cannot evaluate %s, and does not guess', async call => {
    await expect(judge(`{{ ${call} }}`)).resolves.toMatchObject({
      outcome: 'undecided',
      message: expect.stringMatching(
        /cannot be evaluated without real values$/,
      ),
    });
  });

  it.each([
    'getHostByName "localhost"',
    'getSecretKey "a" "b" "c"',
    'certSANs .token',
  ])('says of %s that not every release of the operator has it', async call => {
    await expect(judge(`{{ ${call} }}`)).resolves.toMatchObject({
      outcome: 'undecided',
      message: expect.stringMatching(/is not in every release of the operator/),
    });
  });

  it.each([
    '{{ .username.first }}',
    '{{ if .username.first }}x{{ end }}',
    '{{ repeat .username "x" }}',
    '{{ .username }}{{ upper }}',
    '{{ define "x" }}{{ template "x" . }}{{ end }}{{ template "x" . }}{{ .token }}',
  ])('says that %s fails with every value', async text => {
    await expect(judge(text)).resolves.toMatchObject({ outcome: 'failed' });
  });

  it.each([
    // Each works with some value that is not a placeholder.
    '{{ if ne .username "x" }}{{ .username.first }}{{ end }}',
    '{{ if ne .username "x" }}{{ repeat .username "x" }}{{ end }}',
    '{{ if ne .username "x" }}{{ .nokey }}{{ end }}',
    '{{ and (ne .username "x") .nokey }}',
    '{{ with trimPrefix "x" .username }}{{ upper }}{{ end }}',
    '{{ (get (fromJson .username) "a").b }}',
    '{{ (ternary (dict "a" 1) .token (eq .username "x")).a }}',
  ])('says of %s that it depends on the values', async text => {
    await expect(judge(text)).resolves.toMatchObject({ outcome: 'undecided' });
  });

  it.each([
    ['json', 'Hello {{ .token }}'],
    ['json', '{a: {{ .token }}}'],
    ['json', '{"a": "{{ .token }}"'],
    ['json', '{{ .token | b64enc }}'],
    ['pem', 'Hello {{ .token | sha256sum }}'],
  ] as const)('says that no value makes %s of %s', async (accept, text) => {
    await expect(judge(text, { accept })).resolves.toMatchObject({
      outcome: 'rendered',
      accepted: false,
    });
  });

  it.each([
    ['json', '{{ if eq .token "x" }}{"auths":{}}{{ end }}'],
    ['json', '{{ trimPrefix "x" .token }}{{ .token }}'],
    ['pem', 'Hello {{ .token }}'],
    ['map', '- {{ .token }}'],
  ] as const)(
    'says that it depends on the values whether %s comes of %s',
    async (accept, text) => {
      await expect(judge(text, { accept })).resolves.toMatchObject({
        outcome: 'undecided',
        accepted: false,
      });
    },
  );

  it('takes a template for good that some value makes work', async () => {
    for (const text of [
      '{{ .username | upper }}',
      '{{ .username | toYaml }}{{ (fromYaml .token).auths | toJson }}',
      '{{ (fromJson .token).auths | toJson }}',
      '{{ with .username }}{{ . }}{{ end }}',
      '{{ define "x" }}{{ .token }}{{ end }}{{ template "x" . }}',
      '',
    ]) {
      await expect(judge(text)).resolves.toMatchObject({ outcome: 'rendered' });
    }
  });

  it('takes a key of a map that a value holds for undecided, and not for missing', async () => {
    await expect(judge('{{ (fromJson .token).nokey }}')).resolves.toMatchObject(
      { outcome: 'undecided' },
    );
  });

  it('leaves templates apart from each other', async () => {
    const [, second] = await engine.judge([
      template('{{ define "shared" }}x{{ end }}'),
      template('{{ template "shared" }}'),
    ]);
    expect(second.message).toMatch(/template "shared" not defined/);
  });

  it('lets a key be missing that the source may hold', async () => {
    await expect(judge('{{ .nokey }}', { open: true })).resolves.toMatchObject({
      outcome: 'rendered',
    });
  });

  it.each([
    ['json', '{"a": "{{ .token }}"}', true],
    ['json', '{a: {{ .token }}}', false],
    ['json', '{{ .token | b64enc }}', false],
    ['pem', '{{ .token }}', true],
    ['pem', '{{ .token | b64dec }}', true],
    ['pem', '{{ .token | b64enc }}', false],
    ['map', 'a: {{ .token | quote }}', true],
    ['map', '- {{ .token }}', false],
  ] as const)('accepts as %s: %s → %s', async (accept, text, accepted) => {
    await expect(judge(text, { accept })).resolves.toMatchObject({ accepted });
  });

  it('stops what takes too much memory or too long, and goes on with the next', async () => {
    const hasty = TemplateEngine.create({ timeLimitMs: 1_000 });
    try {
      const verdicts = await hasty.judge([
        template('{{ .token }}'),
        template('{{ range until 2000000000 }}x{{ end }}'),
        template(
          '{{ range until 3000 }}{{ range until 3000 }}{{ range until 3000 }}{{ end }}{{ end }}{{ end }}',
        ),
        template('{{ .nokey }}'),
      ]);
      expect(verdicts.map(({ outcome }) => outcome)).toEqual([
        'rendered',
        'stopped',
        'stopped',
        'missing-key',
      ]);
      expect(verdicts[2].message).toBe('stopped after 1 s');
    } finally {
      await hasty.close();
    }
  });

  it('says of too much memory and of too much time that it was that', async () => {
    const hasty = TemplateEngine.create({ timeLimitMs: 500 });
    const patient = TemplateEngine.create({ timeLimitMs: 60_000 });
    try {
      const [slow] = await hasty.judge([
        template(
          '{{ range until 3000 }}{{ range until 3000 }}{{ range until 3000 }}{{ end }}{{ end }}{{ end }}',
        ),
      ]);
      expect(slow).toMatchObject({ outcome: 'stopped', stoppedBy: 'time' });
      const [, large] = await patient.judge([
        template('{{ .token }}'),
        template('{{ range until 2000000000 }}x{{ end }}'),
      ]);
      expect(large).toMatchObject({
        outcome: 'stopped',
        stoppedBy: 'memory',
        message: 'stopped, because it took more memory than is allowed',
      });
    } finally {
      await Promise.all([hasty.close(), patient.close()]);
    }
  });

  it('tells a defect of the engine as what it is, and goes on with the next', async () => {
    const broken = TemplateEngine.create();
    try {
      const verdicts = await broken.judge([
        template('{{ .token }}'),
        // Not a template at all, which the thread cannot read.
        { toJSON: 1n } as never,
        template('{{ .nokey }}'),
      ]);
      expect(verdicts.map(({ outcome }) => outcome)).toEqual([
        'rendered',
        'stopped',
        'missing-key',
      ]);
      expect(verdicts[1]).toMatchObject({
        stoppedBy: 'fault',
        message: expect.stringMatching(/^stopped, because the engine failed: /),
      });
    } finally {
      await broken.close();
    }
  });

  it('judges nothing more once it is closed, and starts no other thread', async () => {
    const closing = TemplateEngine.create({ timeLimitMs: 60_000 });
    const endless = template(
      '{{ range until 3000 }}{{ range until 3000 }}{{ range until 3000 }}{{ end }}{{ end }}{{ end }}',
    );
    const threads = watchThreads();
    const judging = closing.judge([template(''), endless, template('')]);
    const outcome = judging.catch((error: Error) => error.message);
    // It is ready, and has judged the first.
    await once(threads[0], 'message');
    await once(threads[0], 'message');
    await closing.close();
    expect(await outcome).toBe('The template engine was closed');
    await expect(closing.judge([template('')])).rejects.toThrow(
      'The template engine was closed',
    );
    expect(threads).toHaveLength(1);
  });

  it('leaves no thread behind where it is closed while the first one starts', async () => {
    const closing = TemplateEngine.create();
    const threads = watchThreads();
    const judging = closing.judge([template('')]);
    const outcome = judging.catch((error: Error) => error.message);
    await closing.close();
    expect(await outcome).toBe('The template engine was closed');
    expect(threads.map(({ threadId }) => threadId)).toEqual([-1]);
  });

  it('answers for any text, and never with more than a verdict', async () => {
    const piece = fc.oneof(
      fc.string({ maxLength: 20 }),
      fc.constantFrom(
        '{{',
        '}}',
        '{{ .token }}',
        '{{ if .username }}',
        '{{ end }}',
        '{{ range . }}',
        ' | b64enc',
        '"',
        '\u0000',
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 6 }), async pieces => {
        const verdict = await judge(pieces.join(''));
        expect(verdict.outcome).toMatch(
          /^(rendered|unparsable|missing-key|failed|undecided)$/,
        );
      }),
      { numRuns: 300 },
    );
  });
});
