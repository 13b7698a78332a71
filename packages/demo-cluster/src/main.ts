import { startDemoCluster } from './startDemoCluster';

const USAGE = 'usage: main.ts [--port N] [--world platform|empty]';

/** A mistake in the arguments, told without a stack. */
class UsageError extends Error {}

function readArguments(args: readonly string[]) {
  const options: { port: number; world: 'platform' | 'empty' } = {
    port: 7008,
    world: 'platform',
  };
  for (let i = 0; i < args.length; i += 2) {
    const [name, value] = [args[i], args[i + 1]];
    if (name === '--port') {
      const port = Number(value);
      if (!/^\d+$/.test(value ?? '') || port > 65_535) {
        throw new UsageError(
          `--port: "${value}" is not a port number (0 to 65535)`,
        );
      }
      options.port = port;
    } else if (
      name === '--world' &&
      (value === 'platform' || value === 'empty')
    ) {
      options.world = value;
    } else {
      throw new UsageError(
        `"${[name, value].filter(Boolean).join(' ')}" is not understood`,
      );
    }
  }
  return options;
}

async function main(): Promise<void> {
  const cluster = await startDemoCluster({
    ...readArguments(process.argv.slice(2)),
    // Long enough for a person to see that a secret is on its way.
    reactionMs: 1_500,
  });
  process.stdout.write(`demo cluster listening on ${cluster.url}\n`);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      cluster.stop().catch(error => {
        process.stderr.write(`demo cluster did not stop: ${error.message}\n`);
        process.exitCode = 1;
      });
    });
  }
}

main().catch(error => {
  process.stderr.write(
    `demo cluster: ${error.message}\n${
      error instanceof UsageError ? `${USAGE}\n` : ''
    }`,
  );
  process.exitCode = 1;
});
