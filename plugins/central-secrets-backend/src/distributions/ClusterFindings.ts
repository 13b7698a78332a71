import { DeliveryLimits } from '@central-secrets/backstage-plugin-central-secrets-node';
import {
  DEFAULT_RULE_SETTINGS,
  readManifests,
  RuleSettings,
} from '@central-secrets/manifest-rules';
import { sizeText } from '@central-secrets/kubernetes-client';
import { isFresh } from '../inventory/observation';
import {
  LONGEST_SPEC,
  ClusterInventory,
  InventoryChange,
  SelectorIndex,
} from '../inventory';
import { ChangedNames } from './ChangedNames';
import {
  fingerprintOf,
  FindingsOfDistribution,
  JudgedDistribution,
  Surroundings,
} from './JudgedDistribution';
import { LabelClaims } from './LabelClaims';
import { NameClaims } from './NameClaims';
import { NamespaceLabels } from './NamespaceLabels';
import { TemplateJudge } from './TemplateJudge';

const NOT_READ: FindingsOfDistribution = { findings: [], complete: false };

/** Said of a distribution whose manifest is too long to be kept. */
const TOO_LARGE: FindingsOfDistribution = {
  complete: true,
  findings: [
    {
      code: 'manifest-too-large',
      severity: 'warning',
      field: 'spec',
      message: `The manifest is larger than ${sizeText(
        LONGEST_SPEC,
      )}, so no rule looks at it: make it smaller`,
    },
  ],
};

/**
 * The rules' findings in the distributions of one cluster, kept while the
 * cluster changes: a distribution is judged again only after a change of its
 * manifest, of a store, of the operator's release, or of the labels of a
 * namespace that it selects or did select.
 *
 * Changes are only noted when they happen. `settle` does what follows from
 * them, in steps that each read one object or judge one distribution; until it
 * has, the findings are those from before.
 *
 * Templates are judged for those distributions alone that someone asks for.
 */
export class ClusterFindings {
  readonly #cluster: ClusterInventory;
  readonly #judge: TemplateJudge;
  readonly #limits: DeliveryLimits;
  readonly #clock: () => number;
  readonly #onVerdict: () => void;
  readonly #settings: RuleSettings;

  readonly #judged = new Map<string, JudgedDistribution>();
  /** Distributions without a manifest. */
  readonly #tooLarge = new Set<string>();
  readonly #names: NameClaims;
  readonly #requestLabels: LabelClaims;
  readonly #selectors = new SelectorIndex();
  readonly #labels = new NamespaceLabels();
  #stores: Pick<Surroundings, 'stores' | 'storesByKey'>;
  #storesFingerprint = '';
  #surroundings: Surroundings | undefined;
  #evaluations = 0;
  #changes = 0;

  #areStoresChanged = true;
  readonly #distributions = new ChangedNames();
  readonly #namespaces = new ChangedNames();
  /** Distributions of which other findings may follow from what was read. */
  readonly #pending = new ChangedNames();

  constructor(options: {
    cluster: ClusterInventory;
    judge: TemplateJudge;
    limits: DeliveryLimits;
    requestLabels: readonly string[];
    protectedNamespaces: readonly string[];
    /** Milliseconds since the epoch. */
    clock: () => number;
    /**
     * Called after each requested judgment of a template, because a judgment
     * changes the findings.
     */
    onVerdict?: () => void;
  }) {
    const { requestLabels, protectedNamespaces } = options;
    this.#cluster = options.cluster;
    this.#judge = options.judge;
    this.#limits = options.limits;
    this.#clock = options.clock;
    this.#onVerdict = options.onVerdict ?? (() => {});
    this.#settings = {
      ...DEFAULT_RULE_SETTINGS,
      requestLabels,
      protectedNamespaces,
      // Those that there are can be counted.
      expectedNamespaces: 0,
    };
    const empty = readManifests([], this.#settings);
    this.#stores = empty;
    this.#names = new NameClaims(empty);
    this.#requestLabels = new LabelClaims(empty);
  }

  /** How many times the rules were asked about a distribution so far. */
  get evaluations(): number {
    return this.#evaluations;
  }

  /** How many times other findings followed for a distribution so far. */
  get changes(): number {
    return this.#changes;
  }

  /** Takes note of a change of the cluster; quick, and nothing follows from it yet. */
  note({ kind, name }: InventoryChange): void {
    if (kind === 'clusterexternalsecrets') {
      this.#distributions.add(name);
    } else if (kind === 'clustersecretstores') {
      this.#areStoresChanged = true;
    } else if (kind === 'namespaces') {
      this.#namespaces.add(name);
    }
  }

  /**
   * Does what follows from the changes that were noted.
   *
   * @param hasTime - asked after each step
   * @returns whether nothing is left to do
   */
  settle(hasTime: () => boolean): boolean {
    this.#readStores();
    this.#readSurroundings();
    while (this.#step()) {
      if (!hasTime()) {
        return false;
      }
    }
    return true;
  }

  /** The same as `of`, from what is known already: no template is judged for it, and no rule asked. */
  lastOf(name: string): FindingsOfDistribution {
    if (this.#tooLarge.has(name)) {
      return TOO_LARGE;
    }
    return this.#judged.get(name)?.lastFindings ?? NOT_READ;
  }

  /**
   * Returns the findings in one distribution, as it was when it was last
   * judged: not complete where it is to be judged again.
   */
  of(name: string): FindingsOfDistribution {
    if (this.#tooLarge.has(name)) {
      return TOO_LARGE;
    }
    const judged = this.#judged.get(name);
    if (!judged) {
      return NOT_READ;
    }
    judged.judgeTemplates(this.#judge, () => {
      this.#changes += 1;
      this.#onVerdict();
    });
    return this.#pending.has(name)
      ? { ...judged.lastFindings, complete: false }
      : this.#evaluate(judged);
  }

  #evaluate(judged: JudgedDistribution): FindingsOfDistribution {
    const before = judged.lastFindings;
    const after = judged.findings(
      this.#surroundings!,
      [
        ...this.#names.findingsOf(judged),
        this.#requestLabels.findingsOf(judged),
      ],
      () => {
        this.#evaluations += 1;
      },
    );
    if (after !== before) {
      this.#changes += 1;
    }
    return after;
  }

  /** The operator validates stores again and again; only another spec changes what the rules say. */
  #readStores(): void {
    if (!this.#areStoresChanged) {
      return;
    }
    this.#areStoresChanged = false;
    const manifests = this.#cluster
      .clusterStores()
      .flatMap(store => this.#cluster.ruleManifest(store) ?? [])
      .sort((one, other) => (one.name < other.name ? -1 : 1));
    const fingerprint = manifests
      .map(manifest => `${manifest.name} ${fingerprintOf(manifest)}`)
      .join();
    if (fingerprint === this.#storesFingerprint) {
      return;
    }
    this.#storesFingerprint = fingerprint;
    this.#stores = readManifests(manifests, this.#settings);
    this.#surroundings = undefined;
  }

  #readSurroundings(): void {
    const observations = this.#cluster.observations();
    const now = this.#clock();
    // A store that is not known must not be called missing.
    const complete = (['clustersecretstores', 'namespaces'] as const).every(
      kind =>
        isFresh(observations[kind], now, this.#limits.observationMaxAgeMs),
    );
    const { release } = this.#cluster.operator() ?? {};
    // A rule would take "at least 2.7" for 2.7.
    const operatorVersion = release?.atLeast ? undefined : release?.version;
    const known = this.#surroundings?.settings;
    if (
      known?.complete === complete &&
      known.operatorVersion === operatorVersion
    ) {
      return;
    }
    const { stores, storesByKey } = this.#stores;
    this.#surroundings = {
      stores,
      storesByKey,
      namespaces: this.#labels.all,
      namespacesByLabel: this.#labels,
      settings: { ...this.#settings, complete, operatorVersion },
    };
    this.#pending.add(undefined);
  }

  /** @returns false where there was nothing to do */
  #step(): boolean {
    const distribution = this.#distributions.take(() => [
      ...this.#judged.keys(),
      ...this.#tooLarge,
      ...this.#cluster.distributions().map(({ name }) => name),
    ]);
    if (distribution !== undefined) {
      this.#readDistribution(distribution);
      return true;
    }
    const namespace = this.#namespaces.take(() => [
      ...this.#labels.all.keys(),
      ...this.#cluster.namespaceRecords().map(({ name }) => name),
    ]);
    if (namespace !== undefined) {
      this.#readNamespace(namespace);
      return true;
    }
    const pending = this.#pending.take(() => this.#judged.keys());
    if (pending === undefined) {
      return false;
    }
    const judged = this.#judged.get(pending);
    if (judged) {
      this.#evaluate(judged);
    }
    return true;
  }

  #readDistribution(name: string): void {
    const before = this.#judged.get(name);
    const record = this.#cluster.distribution(name);
    const manifest = record && this.#cluster.ruleManifest(record);
    if (record && !manifest) {
      this.#tooLarge.add(name);
    } else {
      this.#tooLarge.delete(name);
    }
    // The operator writes the status again and again, which no rule looks at.
    const isSame =
      before?.createdAt === record?.createdAt &&
      before?.fingerprint === (manifest && fingerprintOf(manifest));
    if (isSame) {
      return;
    }
    if (before) {
      this.#names.remove(before);
      this.#requestLabels.remove(before);
      this.#judged.delete(name);
      this.#selectors.delete(name);
    }
    if (record && manifest) {
      const judged = new JudgedDistribution(record, manifest, this.#settings);
      this.#judged.set(name, judged);
      this.#names.add(judged);
      this.#requestLabels.add(judged);
      this.#selectors.set(record);
    }
    // Others may want the same names and labels.
    this.#pending.add(undefined);
  }

  #readNamespace(name: string): void {
    const { all } = this.#labels;
    const before = all.get(name);
    const record = this.#cluster.namespace(name);
    const isChanged = record
      ? this.#labels.set(name, record.labels)
      : this.#labels.delete(name);
    if (!isChanged) {
      return;
    }
    const after = all.get(name);
    for (const labels of [before, after]) {
      if (!labels) {
        continue;
      }
      for (const distribution of this.#selectors.candidates(labels)) {
        this.#judged.get(distribution)?.outdate();
        this.#pending.add(distribution);
      }
    }
    // Those that select none say how many there are.
    if (!before !== !after) {
      this.#pending.add(undefined);
    }
  }
}
