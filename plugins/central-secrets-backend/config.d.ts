import { HumanDuration } from '@backstage/types';

export interface Config {
  centralSecrets?: {
    /**
     * The clusters to watch, each with `kubeconfig` or with `url` and a token.
     * Absent: the clusters of `kubernetes.clusterLocatorMethods` of type
     * `config`, without a write credential. A watch needs a lasting identity,
     * so that only those with the authProvider `serviceAccount` can be
     * observed; the pages name the others and say why.
     */
    clusters?: Array<{
      /**
       * Unique. Part of every delivery's id, so changing it makes new ones.
       * Letters, digits, `.`, `_`, `:` and `-`.
       */
      name: string;

      /** How people call the cluster. Default: its name. */
      title?: string;

      /**
       * The only namespaces that the reader may read, by a Role in each instead
       * of a ClusterRole; at most 25. The Role needs get on namespaces, and
       * list and watch on externalsecrets, secretstores and events. The state
       * of other namespaces is unknown, and answers say so; the deliveries of a
       * ClusterExternalSecret are unknown too, unless the reader may list and
       * watch those. To say why a ClusterSecretStore cannot be used, it needs list
       * and watch on events in the namespace default, too. Default: all namespaces are observed.
       */
      namespaces?: string[];

      /**
       * Whether a kind's objects are read in one list, from the API server's
       * watch cache, instead of in pages. After a list that did not come to its
       * end, pages are read. Default: true.
       */
      streamLists?: boolean;

      /**
       * The namespace of the hub index (`central-secrets-index`), which
       * `central-secrets hub-index` writes. With it, answers name the keys that
       * only the source decides. Anyone who may write ConfigMaps in this
       * namespace decides what the index says. Default: no index is read.
       */
      hubIndexNamespace?: string;

      /**
       * The service account of External Secrets Operator, as `namespace/name`:
       * the API server is asked whether it may write where a delivery failed.
       * Needs the rights of `deploy/base/refusals`. Default:
       * `external-secrets/external-secrets`.
       */
      operatorServiceAccount?: string;

      /**
       * The release of External Secrets Operator, in quotes, such as `'2.9.0'`.
       * It decides which known faults the page lists, and which rules apply.
       * Default: the image of the Deployment that runs as
       * `operatorServiceAccount`, where the reader may list Deployments
       * (`deploy/base/operator-version`); else the least release that has the
       * fields of the served API.
       */
      operatorVersion?: string;

      /**
       * Path of a kubeconfig file (absolute, or from where the backend runs)
       * whose user may list and watch the observed
       * kinds. Tokens, token files, certificates, exec plugins, impersonation
       * and `proxy-url` work; `HTTPS_PROXY` and `NO_PROXY` are not read. The
       * file, and those that it names, are looked at again every 10 seconds at
       * most, and at once when the cluster refuses the credentials.
       */
      kubeconfig?: string;

      /** The context in the kubeconfig. Default: its current context. */
      context?: string;

      /** The API server, such as `https://kubernetes.example:6443`; not with `kubeconfig`. */
      url?: string;

      /**
       * The token of the service account that lists and watches. It needs no
       * verb on Secrets, and should have none. Prefer `serviceAccountTokenFile`:
       * a token that stands here by `$file` is replaced when Backstage sees
       * that the file changed, any other with the next restart.
       *
       * @visibility secret
       */
      serviceAccountToken?: string;

      /**
       * Path of a file that holds that token instead, such as a projected one;
       * looked at again every 10 seconds at most, and at once when the cluster
       * refuses the token. Recommended.
       */
      serviceAccountTokenFile?: string;

      /**
       * The API server's certificate authority: base64-encoded PEM. Default:
       * the system's authorities.
       */
      caData?: string;

      /**
       * Path of a PEM file with the certificate authority; not with `caData`.
       * Looked at again every 10 seconds at most, and at once when a connection
       * fails.
       */
      caFile?: string;

      /**
       * Accepts any certificate, and lets `url` be `http://` to another
       * machine: an attacker between the two can read the token. Default:
       * false.
       */
      skipTLSVerify?: boolean;

      /**
       * The identity that changes labels: get and patch on Namespaces, nothing
       * else. Absent: labels cannot be changed in this cluster.
       */
      writer?: {
        /** Path of a kubeconfig file; server and authority are taken from it too. */
        kubeconfig?: string;

        /** The context in the kubeconfig. Default: its current context. */
        context?: string;

        /**
         * A token, sent to the same server as the cluster's.
         *
         * @visibility secret
         */
        serviceAccountToken?: string;

        /** Path of a file that holds that token instead. */
        serviceAccountTokenFile?: string;
      };
    }>;

    /** How catalog entities and namespaces are tied. */
    bindings?: {
      /**
       * The access through a binding that the namespace does not confirm:
       * `confirmed`: none; `catalog`: everything, which trusts everyone who can
       * edit a catalog file. Requests need a confirmed binding in either case.
       * Default: `confirmed`.
       */
      read?: 'confirmed' | 'catalog';

      /**
       * Namespace labels whose value names the group that owns the namespace,
       * such as `team`; each confirms a binding of that group's entities.
       * Default: none.
       */
      ownerLabels?: string[];

      /**
       * Which other marks of a namespace confirm a binding: annotation
       * `central-secrets/entity-ref` (`entity-ref`), annotation
       * `central-secrets/owner` (`owner`), label `backstage.io/kubernetes-id`
       * (`kubernetes-id`). Leave out those that people set whom you would not
       * let confirm a binding. May be empty where `ownerLabels` is not.
       * Default: all three.
       */
      confirmBy?: Array<'entity-ref' | 'owner' | 'kubernetes-id'>;
    };

    /**
     * The distributions that users can see although their namespace does not
     * have them.
     */
    offers?: {
      /**
       * Which distributions are named where a namespace has nothing of them,
       * with their keys and who may ask: `offered`: those that are offered to
       * the owners of the entity; `all`: every one, with the reason why it
       * cannot be asked for. Default: `offered`.
       */
      visible?: 'offered' | 'all';
    };

    /** The distributions that users may request. */
    requests?: {
      /**
       * `cluster`: a request changes the namespace's label at once, unless Argo
       * CD or Flux manages the namespace; `gitops`: a request opens a pull
       * request, and answers 501 where `gitops.repositories` is empty;
       * `disabled`: requests are switched off and answer 403. Default: `cluster`.
       */
      mode?: 'cluster' | 'gitops' | 'disabled';

      /** How labels are changed in Git. */
      gitops?: {
        /**
         * The only repositories that pull requests are opened in. The first one
         * that has the namespace's cluster is used, unless an annotation names a
         * file in another one.
         */
        repositories: Array<{
          /**
           * The page of the repository, such as
           * `https://github.com/acme/clusters`. Its host needs an entry under
           * `integrations.github`, `gitlab`, `gitea`, `bitbucketCloud` or
           * `bitbucketServer`, whose token may create branches and pull requests.
           */
          url: string;

          /** The branch that changes go to. Default: the repository's default branch. */
          branch?: string;

          /**
           * The clusters whose namespaces are in the repository. Default: all;
           * then `path` and `annotatedFolder` need `{cluster}`.
           */
          clusters?: string[];

          /**
           * The path of the namespace's file, with `{cluster}` and `{namespace}`,
           * such as `clusters/{cluster}/namespaces/{namespace}.yaml`: a manifest
           * of the Namespace, a kustomize patch of it, or values (`valuesPath`).
           * With `/` at its end: a folder, whose YAML files (at most 20) are
           * searched for the one that declares the Namespace.
           */
          path?: string;

          /**
           * Where `path` is the values file of a Helm chart: the keys that lead
           * to the labels, separated by dots, with the same placeholders, such
           * as `namespaces.{namespace}.labels`.
           */
          valuesPath?: string;

          /**
           * The folder, with the same placeholders, in which the annotation
           * `central-secrets/namespace-file` of a Namespace, or else of an
           * entity, may name the file. Anyone who can edit a catalog file
           * controls the annotation of its entities. Default: no annotation is
           * followed.
           */
          annotatedFolder?: string;
        }>;
      };

      /**
       * The label keys that a request may change; `*` stands for any run of
       * characters without `/`. Default: `['secrets/*']`.
       */
      allowedLabels?: string[];

      /**
       * The label of a namespace that says its environment, for distributions
       * with `central-secrets/environments`. Not one that a request may change.
       * Default: `environment`.
       */
      environmentLabel?: string;

      /**
       * Namespaces whose labels no request changes, regardless of their owner.
       * Whole names; a list replaces the default. Default:
       * `['central-secret-store', 'central-secrets-index', 'external-secrets',
       * 'kube-system', 'kube-public', 'kube-node-lease']`. The rules for
       * distributions use the same list.
       */
      protectedNamespaces?: string[];

      /** Whether only an entity's owners may ask for it. Default: true. */
      requireOwnership?: boolean;

      /**
       * How many requests one user may make in a minute, dry runs included;
       * each costs the cluster up to three calls. Counted by each replica for
       * itself. Default: 60.
       */
      maxPerMinute?: number;
    };

    /** How answers are read. */
    reads?: {
      /**
       * How often one user may read in a minute, over all routes; a further
       * read is answered with 429 and `Retry-After`. An open page reads at most
       * about 60 times. Counted by each replica for itself. Default: 600.
       */
      maxPerMinute?: number;
    };

    /**
     * For tests of this plugin: how often each kind is listed again, as it was
     * at the version last seen, and compared with the inventory; a difference
     * ends the backend. At least one second. Default: never.
     */
    consistencyCheckEvery?: HumanDuration | string;

    /**
     * From when on knowledge and deliveries count as old. A duration is an
     * object or a text with a unit, such as `{ minutes: 1 }`, `60s` or `PT1M`.
     */
    staleness?: {
      /**
       * A kind that was not observed for so long is unknown. More than 0. Below
       * 35 seconds a quiet kind of a cluster without HTTP/2 may become unknown
       * now and then. Default: 1 minute.
       */
      observationMaxAge?: HumanDuration | string;

      /**
       * A delivery is stale when its last refresh is older than this times its
       * refresh interval, plus `grace`. At least 1. Default: 2.
       */
      refreshIntervalFactor?: number;

      /** Added to the above. Default: 1 minute. */
      grace?: HumanDuration | string;

      /** A delivery that is pending for longer is unusual. Default: 1 minute. */
      pendingUnusualAfter?: HumanDuration | string;
    };
  };
}
