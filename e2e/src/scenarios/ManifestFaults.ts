import {
  DefinitionFault,
  DeliveryLimits,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { TemplateEngine } from '@central-secrets/template-engine';
import {
  DistributionService,
  Inventory,
  systemClock,
  TemplateJudge,
} from './backend';

/** The errors in the manifests of distributions, as the backend finds them. */
export class ManifestFaults {
  readonly #engine: TemplateEngine;
  readonly #judge: TemplateJudge;
  readonly #service: DistributionService;

  static start(inventory: Inventory, limits: DeliveryLimits): ManifestFaults {
    return new ManifestFaults(inventory, limits);
  }

  private constructor(inventory: Inventory, limits: DeliveryLimits) {
    const onError = (error: Error) =>
      process.stderr.write(`manifests cannot be judged: ${error.stack}\n`);
    this.#engine = TemplateEngine.create();
    this.#judge = new TemplateJudge({
      engine: this.#engine,
      onError,
      clock: systemClock.now,
    });
    this.#service = new DistributionService({
      inventory,
      judge: this.#judge,
      limits,
      requestLabels: ['secrets/*'],
      protectedNamespaces: [],
      clock: systemClock,
      onError,
    });
    this.#service.start();
  }

  of(cluster: string, distribution: string): DefinitionFault[] {
    return this.#service.faultsOf(cluster, distribution);
  }

  async stop(): Promise<void> {
    this.#service.stop();
    this.#judge.close();
    await this.#engine.close();
  }
}
