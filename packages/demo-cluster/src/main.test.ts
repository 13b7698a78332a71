import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { httpClient, NAMESPACES } from './testUtils/httpClient';
import { findAbove } from './world/manifests';

describe('the program', () => {
  const run = (...args: string[]) =>
    spawn(
      process.execPath,
      [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        findAbove('src/main.ts'),
        ...args,
      ],
      // The test runner's own loader flags are not for this process.
      { env: { ...process.env, NODE_OPTIONS: '' } },
    );

  it('says in one line where it listens, serves, and ends at SIGTERM', async () => {
    const program = run('--port', '0');
    const [line] = await once(createInterface(program.stdout), 'line');
    const url = /^demo cluster listening on (http:\/\/127\.0\.0\.1:\d+)$/.exec(
      line,
    )?.[1];
    const { status } = await httpClient({ url: url! }, 'demo-reader').get(
      NAMESPACES,
    );
    expect(status).toBe(200);
    program.kill('SIGTERM');
    expect(await once(program, 'exit')).toEqual([0, null]);
  });

  it.each([
    [['--port', 'many'], '--port: "many" is not a port number (0 to 65535)'],
    [['--what'], '"--what" is not understood'],
  ])('refuses %j with one line and its usage', async (args, problem) => {
    const program = run(...args);
    let said = '';
    program.stderr.on('data', chunk => (said += chunk));
    expect((await once(program, 'close'))[0]).toBe(1);
    expect(said).toBe(
      `demo cluster: ${problem}\nusage: main.ts [--port N] [--world platform|empty]\n`,
    );
  });
});
