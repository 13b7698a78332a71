import { BackgroundAnswers } from './BackgroundAnswers';

const MINUTE = 60_000;

describe('BackgroundAnswers', () => {
  let now: number;
  let answered: string[];
  let failures: unknown[];
  let answers: BackgroundAnswers;
  let asked: string[];

  beforeEach(() => {
    now = 1_000;
    answered = [];
    failures = [];
    asked = [];
    answers = new BackgroundAnswers({
      clock: () => now,
      onAnswer: about => answered.push(about),
      onFailure: error => failures.push(error),
    });
  });

  const get = (key: string, answer: () => unknown = () => key) =>
    answers.get('app', key, async () => {
      asked.push(key);
      return answer();
    });
  /** Lets every question that waits be answered. */
  const settle = async () => {
    for (let turn = 0; turn < 1_000; turn += 1) {
      await Promise.resolve();
    }
  };

  it('gives an answer once it is there, and tells what it is about', async () => {
    expect(get('quotas')).toBeUndefined();
    await settle();
    expect(answered).toEqual(['app']);
    expect(get('quotas')).toEqual({ value: 'quotas', askedAt: 1_000 });
    expect(asked).toEqual(['quotas']);
  });

  it('asks again after a minute, gives the old answer meanwhile, and tells only of another one', async () => {
    get('quotas', () => 1);
    await settle();
    now += MINUTE - 1;
    get('quotas', () => 2);
    expect(asked).toHaveLength(1);

    now += 1;
    expect(get('quotas', () => 1)).toMatchObject({ value: 1, askedAt: 1_000 });
    await settle();
    expect(answered).toEqual(['app']);
    expect(get('quotas')).toMatchObject({ value: 1, askedAt: now });

    now += MINUTE;
    get('quotas', () => 2);
    await settle();
    expect(answered).toEqual(['app', 'app']);
  });

  it('asks again at once for an answer from before something failed, but not within five seconds', async () => {
    const since = (time: number) =>
      answers.get('app', 'quotas', async () => asked.push('quotas'), time);
    since(0);
    await settle();
    expect(asked).toHaveLength(1);
    since(1_000);
    now += 4_999;
    since(now);
    await settle();
    expect(asked).toHaveLength(1);
    now += 1;
    since(now);
    // The question waits already.
    since(now);
    await settle();
    expect(asked).toHaveLength(2);
    now += 5_000;
    since(now - 5_000);
    await settle();
    expect(asked).toHaveLength(2);
  });

  it('forgets an answer when the next question fails, and asks again after five minutes', async () => {
    get('quotas');
    await settle();
    now += MINUTE;
    const fail = () => {
      throw new Error('forbidden');
    };
    get('quotas', fail);
    await settle();
    expect(failures).toEqual([new Error('forbidden')]);
    expect(answered).toEqual(['app', 'app']);
    expect(get('quotas')).toBeUndefined();

    now += 5 * MINUTE - 1;
    get('quotas');
    expect(asked).toHaveLength(2);
    now += 1;
    get('quotas');
    await settle();
    expect(get('quotas')).toMatchObject({ value: 'quotas' });
  });

  it('asks one question at a time', async () => {
    let answer = () => {};
    answers.get(
      'app',
      'slow',
      () => new Promise<void>(resolve => (answer = resolve)),
    );
    get('next');
    await settle();
    expect(asked).toEqual([]);
    answer();
    await settle();
    expect(asked).toEqual(['next']);
  });

  it('asks a question once, however often it is put', async () => {
    get('quotas');
    get('quotas');
    await settle();
    expect(asked).toEqual(['quotas']);
  });

  it('lets a hundred questions wait, and no more', async () => {
    const keys = Array.from({ length: 150 }, (_, index) => `${index}`);
    keys.forEach(key => get(key));
    await settle();
    expect(asked).toEqual(keys.slice(0, 100));
    get('100');
    await settle();
    expect(asked).toHaveLength(101);
  });

  it('remembers a thousand answers', async () => {
    for (let index = 0; index <= 1_000; index += 1) {
      get(`${index}`);
      await settle();
    }
    expect(get('1000')).toBeDefined();
    expect(get('1')).toBeDefined();
    expect(get('0')).toBeUndefined();
  });
});
