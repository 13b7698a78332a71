import { Printable, toPrintable } from '../output';
import { applySetup } from './applySetup';
import {
  readVaultSetupOptions,
  VAULT_SETUP_HELP,
  VaultSetupOptions,
} from './options';
import { planSetup, VaultWanted } from './planSetup';
import { readVault } from './readVault';
import { readText, VaultApi, VaultProblem } from './VaultApi';

/** The output of the command, and its environment. */
interface VaultSetupSurroundings {
  readonly write: (text: Printable) => void;
  readonly writeError: (text: Printable) => void;
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** `central-secrets vault-setup`; resolves with the exit code. */
export async function vaultSetup(
  args: readonly string[],
  { write, writeError, environment = process.env }: VaultSetupSurroundings,
): Promise<number> {
  const options = readVaultSetupOptions(args, environment);
  if ('help' in options) {
    write(toPrintable(VAULT_SETUP_HELP));
    return 0;
  }
  const refuse = (text: string, ...more: string[]) => {
    writeError(toPrintable([`central-secrets vault-setup: ${text}`, ...more]));
    return 2;
  };
  if ('mistake' in options) {
    return refuse(options.mistake, 'Try central-secrets vault-setup --help');
  }
  try {
    const wanted = await readWanted(options);
    const api = await VaultApi.open(
      options.address,
      wanted.cluster?.reviewerToken,
    );
    // Everything is read and checked before anything is written.
    const plan = planSetup(await readVault(api), wanted);
    for (const warning of plan.warnings) {
      writeError(toPrintable([`warning: ${warning}`]));
    }
    if (plan.refusals.length > 0) {
      plan.refusals.forEach(each => refuse(each));
      return refuse('nothing was written');
    }
    const differing = plan.steps.filter(({ write: open }) => open);
    write(
      toPrintable(
        plan.steps.map(({ about, difference }) =>
          difference
            ? `differs   ${about}: ${difference}`
            : `in order  ${about}`,
        ),
      ),
    );
    if (differing.length === 0) {
      write(toPrintable(['In order: nothing to write']));
      return 0;
    }
    if (options.dryRun) {
      write(
        toPrintable([
          `${differing.length} of ${plan.steps.length} differ. Nothing was written: run without --dry-run to write`,
        ]),
      );
      return 1;
    }
    await applySetup(api, plan.steps, ({ about }) =>
      write(toPrintable([`written   ${about}`])),
    );
    write(toPrintable([`Done: ${differing.length} written`]));
    return 0;
  } catch (error) {
    if (!(error instanceof VaultProblem)) {
      throw error;
    }
    return refuse(error.message);
  }
}

/** @throws VaultProblem where a file cannot be read */
async function readWanted({
  account,
  cluster,
}: VaultSetupOptions): Promise<VaultWanted> {
  if (!cluster) {
    return { account };
  }
  const { host, authorityFile, reviewerTokenFile } = cluster;
  return {
    account,
    cluster: {
      host,
      authority:
        authorityFile &&
        (await readText('--kubernetes-ca-file', authorityFile)),
      reviewerToken:
        reviewerTokenFile &&
        (await readText('--reviewer-token-file', reviewerTokenFile)).trim(),
    },
  };
}
