import { setTimeout as pause } from 'node:timers/promises';
import { SetupStep } from './planSetup';
import { MOUNT } from './policies';
import { VaultApi, VaultProblem } from './VaultApi';

/** A new mount is upgraded to version 2 in the background. */
const UPGRADE_LIMIT_MS = 30_000;
const LOOK_EVERY_MS = 200;

/**
 * Writes what differs, one request each, in the order of the plan. The first
 * refusal ends it: what was written before stays, and the next run goes on there.
 *
 * @throws VaultProblem that says which step failed, and which were not made
 */
export async function applySetup(
  api: VaultApi,
  steps: readonly SetupStep[],
  onApplied: (step: SetupStep) => void,
): Promise<void> {
  const open = steps.filter(({ write }) => write);
  for (const [index, step] of open.entries()) {
    const { path, body } = step.write!;
    const rest = open
      .slice(index + 1)
      .map(({ about }) => about)
      .join(', ');
    const told = rest ? `; not written: ${rest}` : '';
    let answer;
    try {
      answer = await api.ask('POST', path, body);
    } catch (error) {
      throw new VaultProblem(`${(error as Error).message}${told}`);
    }
    if (answer.status >= 300) {
      throw new VaultProblem(
        `${step.about} could not be written: ${answer.words}${told}. Correct this, and run vault-setup again`,
      );
    }
    if (path === `sys/mounts/${MOUNT}`) {
      await untilVersion2(api);
    }
    onApplied(step);
  }
}

async function untilVersion2(api: VaultApi): Promise<void> {
  const until = performance.now() + UPGRADE_LIMIT_MS;
  while ((await api.ask('GET', `${MOUNT}/config`)).status !== 200) {
    if (performance.now() > until) {
      throw new VaultProblem(
        `mount ${MOUNT}/ is created, but does not serve KV version 2: check the log of Vault, and run vault-setup again`,
      );
    }
    await pause(LOOK_EVERY_MS);
  }
}
