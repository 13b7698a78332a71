/**
 * A control plane with the operator and the hub, for a person to use until
 * Ctrl-C.
 */
import { ensureBinaries } from '../framework/binaries';
import { Platform } from '../framework/platform';

async function main(): Promise<void> {
  const interrupted = untilInterrupted();
  const platform = await Promise.race([
    interrupted,
    Platform.start({
      refreshSeconds: 15,
      valueOf: (secret, key) => `not-a-real-${secret}-${key}`,
      report: line => process.stdout.write(`${line}\n`),
    }),
  ]);
  if (!platform) {
    // Half started: the end of this process stops all parts.
    process.exit(130);
  }
  const { controlPlane } = await ensureBinaries();
  process.stdout.write(`
A Kubernetes ${platform.controlPlane.url} with External Secrets Operator and the hub.

  administrator         ${platform.controlPlane.kubeconfig}
  Backstage, reading    ${platform.reader.kubeconfig}
  Backstage, writing    ${platform.writer.kubeconfig}
  logs                  ${platform.directory}

Try:
  export KUBECONFIG=${platform.controlPlane.kubeconfig}
  alias kubectl='${controlPlane} kubectl'
  kubectl label namespace backstage secrets/gh-docker-registry=true backstage.io/kubernetes-id=backstage
  kubectl --namespace backstage get externalsecrets,secrets
  npm start -- --kubeconfig ${platform.controlPlane.kubeconfig} --writer

Ctrl-C stops everything.
`);
  await interrupted;
  process.stdout.write('stopping everything\n');
  await platform.stop();
}

/** A second signal changes nothing: everything is already being stopped. */
function untilInterrupted(): Promise<undefined> {
  return new Promise(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.on(signal, () => resolve(undefined));
    }
  });
}

main().then(
  () => process.exit(0),
  error => {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  },
);
