import {
  TemplateToJudge,
  TemplateVerdict,
} from '@central-secrets/manifest-rules';
import { TemplateJudge } from './TemplateJudge';

const MINUTE_MS = 60_000;

const RENDERED: TemplateVerdict = {
  outcome: 'rendered',
  accepted: true,
  constant: false,
};

function stopped(stoppedBy: TemplateVerdict['stoppedBy']): TemplateVerdict {
  return { outcome: 'stopped', stoppedBy, accepted: false, constant: false };
}

const template = (text: string): TemplateToJudge => ({
  name: 'key',
  text,
  keys: [],
  open: false,
  accept: '',
});

describe('TemplateJudge', () => {
  let now: number;
  let asked: string[];
  let errors: string[];
  /** How the engine judges, and how long it takes. */
  let judgeOne: (text: string) => TemplateVerdict;

  beforeEach(() => {
    now = 0;
    asked = [];
    errors = [];
    judgeOne = () => RENDERED;
  });

  const createJudge = (remembered?: number) =>
    new TemplateJudge({
      engine: {
        judge: async templates =>
          templates.map(({ text }) => {
            asked.push(text);
            return judgeOne(text);
          }),
      },
      onError: error => errors.push(error.message),
      clock: () => now,
      remembered,
    });

  /** Asks, and lets everything be judged that is due. */
  async function ask(judge: TemplateJudge, ...texts: string[]) {
    const verdicts = judge.verdictsOf(texts.map(template));
    await judge.settled();
    return verdicts.map(verdict => verdict?.outcome);
  }

  it('knows nothing at first, and what it was told from then on', async () => {
    const judge = createJudge();
    expect(await ask(judge, 'a', 'b')).toEqual([undefined, undefined]);
    expect(await ask(judge, 'b', 'a')).toEqual(['rendered', 'rendered']);
    expect(asked).toEqual(['a', 'b']);
  });

  it('tells who asked of each verdict, once, however few are remembered', async () => {
    const judge = createJudge(1);
    const heard: string[] = [];
    const templates = ['a', 'b', 'a'].map(template);
    const askOnce = () =>
      judge.verdictsOf(templates, (each, { outcome }) =>
        heard.push(`${templates.indexOf(each)} ${outcome}`),
      );
    askOnce();
    askOnce();
    await judge.settled();
    expect(heard.sort()).toEqual(['0 rendered', '1 rendered', '2 rendered']);
    expect(asked).toEqual(['a', 'b']);
  });

  it('forgets the one that was not asked for the longest', async () => {
    const judge = createJudge(2);
    await ask(judge, 'a');
    await ask(judge, 'b');
    await ask(judge, 'a');
    await ask(judge, 'c');
    asked = [];
    expect(await ask(judge, 'a', 'c')).toEqual(['rendered', 'rendered']);
    expect(await ask(judge, 'b')).toEqual([undefined]);
    expect(asked).toEqual(['b']);
  });

  it.each(['time', 'fault'] as const)(
    'judges again what was stopped by %s: soon, then ever more rarely, and at least every hour',
    async by => {
      judgeOne = () => stopped(by);
      const judge = createJudge();
      const judgedAt: number[] = [];
      for (now = 0; now <= 300 * MINUTE_MS; now += MINUTE_MS) {
        const before = asked.length;
        await ask(judge, 'busy');
        if (asked.length > before) {
          judgedAt.push(now / MINUTE_MS);
        }
      }
      expect(judgedAt).toEqual([0, 1, 3, 7, 15, 31, 63, 123, 183, 243]);
      expect(await ask(judge, 'busy')).toEqual(['stopped']);

      judgeOne = () => RENDERED;
      now += 60 * MINUTE_MS;
      await ask(judge, 'busy');
      expect(await ask(judge, 'busy')).toEqual(['rendered']);
      asked = [];
      now += 24 * 60 * MINUTE_MS;
      await ask(judge, 'busy');
      expect(asked).toEqual([]);
    },
  );

  it('never judges again what took too much memory', async () => {
    judgeOne = () => stopped('memory');
    const judge = createJudge();
    await ask(judge, 'large');
    now += 24 * 60 * MINUTE_MS;
    expect(await ask(judge, 'large')).toEqual(['stopped']);
    expect(asked).toEqual(['large']);
  });

  it('spends at most a tenth of the time on judging again', async () => {
    judgeOne = () => {
      now += 5_000;
      return stopped('time');
    };
    const judge = createJudge();
    const texts = Array.from({ length: 60 }, (_, index) => `busy ${index}`);
    await ask(judge, ...texts);
    asked = [];
    const begunAt = now;
    while (now < begunAt + 60 * MINUTE_MS) {
      await ask(judge, ...texts);
      now += 10_000;
    }
    expect(asked.length * 5_000).toBeLessThanOrEqual((now - begunAt) / 9);
    expect(asked.length).toBeGreaterThan(40);
  });

  it('tells once that the engine cannot be asked, and tries again after a minute', async () => {
    judgeOne = () => {
      throw new Error('The template engine does not start');
    };
    const judge = createJudge();
    await ask(judge, 'a');
    await ask(judge, 'a');
    expect([asked.length, errors]).toEqual([
      1,
      ['The template engine does not start'],
    ]);
    judgeOne = () => RENDERED;
    now += MINUTE_MS;
    await ask(judge, 'a');
    expect(await ask(judge, 'a')).toEqual(['rendered']);
  });

  it('judges nothing more once it is closed, and tells of no error', async () => {
    const judge = createJudge();
    judgeOne = () => {
      judge.close();
      throw new Error('The template engine was closed');
    };
    await ask(judge, 'a');
    now += 10 * MINUTE_MS;
    await ask(judge, 'a');
    expect([asked, errors]).toEqual([['a'], []]);
  });
});
