import { SharedSpecs } from './SharedSpecs';

const CANARY = 'canary-not-a-real-value';

const specOf = (name: string, more: object = {}) =>
  JSON.stringify({ data: [{ secretKey: 'token' }], target: { name }, ...more });

describe('SharedSpecs', () => {
  it('makes equal texts one frozen spec, and leaves different ones apart', () => {
    const specs = new SharedSpecs();
    const first = specs.read(specOf('a'));
    expect(specs.read(specOf('a'))).toBe(first);
    expect(specs.read(specOf('b'))).not.toBe(first);
    expect(Object.isFrozen(first)).toBe(true);
    expect(first).toEqual(JSON.parse(specOf('a')));
  });

  it('keeps of a template its keys, and of a rewrite nothing', () => {
    const text = JSON.stringify({
      dataFrom: [
        {
          extract: { key: 'k' },
          rewrite: [{ transform: { template: CANARY } }],
        },
      ],
      target: {
        name: 'a',
        template: {
          type: 'Opaque',
          mergePolicy: 'Merge',
          data: { password: CANARY, constructor: CANARY },
          metadata: { labels: { a: CANARY }, annotations: { b: CANARY } },
          templateFrom: [
            { target: 'Data', literal: CANARY },
            { configMap: { name: 'c' } },
          ],
        },
      },
    });
    for (const length of [0, 20_000]) {
      const spec = new SharedSpecs().read(
        text.replace('"Opaque"', JSON.stringify('x'.repeat(length))),
      );
      expect(JSON.stringify(spec)).not.toContain(CANARY);
      expect(spec).toMatchObject({
        dataFrom: [{ extract: { key: 'k' } }],
        target: {
          name: 'a',
          template: {
            mergePolicy: 'Merge',
            data: { password: '', constructor: '' },
            templateFrom: [{ target: 'Data' }, { configMap: { name: 'c' } }],
          },
        },
      });
    }
  });

  it('remembers nothing of 300 specs of 1.2 MB', () => {
    const specs = new SharedSpecs();
    const long = { note: 'x'.repeat(1_200_000) };
    for (let index = 0; index < 300; index += 1) {
      specs.read(specOf(`large-${index}`, long));
    }
    expect(specs.size).toBe(0);
    expect(specs.read(specOf('a', long))).not.toBe(
      specs.read(specOf('a', long)),
    );
  });

  it('remembers a bounded amount of small ones, and goes on', () => {
    const specs = new SharedSpecs();
    const note = 'x'.repeat(8_000);
    let most = 0;
    for (let index = 0; index < 2_000; index += 1) {
      specs.read(specOf(`small-${index}`, { note }));
      most = Math.max(most, specs.size);
    }
    expect(most).toBeGreaterThan(1_000_000);
    expect(most).toBeLessThanOrEqual(2_000_000);
    const last = specs.read(specOf('small-1999', { note }));
    expect(specs.read(specOf('small-1999', { note }))).toBe(last);
  });

  it('says what is no JSON', () => {
    expect(() => new SharedSpecs().read('{')).toThrow(SyntaxError);
    expect(() => new SharedSpecs().read('{'.repeat(9_000))).toThrow(
      SyntaxError,
    );
    expect(new SharedSpecs().read('0')).toBe(0);
  });
});
