export interface Config {
  centralSecrets?: {
    /**
     * The clusters to watch, each with `kubeconfig` or with `url` and a token.
     * Absent: the clusters of `kubernetes.clusterLocatorMethods` of type
     * `config`, without a write credential.
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
       * list and watch on externalsecrets, secretstores and events. Of other
       * namespaces nothing is known, and that is said; what a
       * ClusterExternalSecret brings is unknown too, unless the reader may list
       * and watch those. Default: all namespaces are observed.
       */
      namespaces?: string[];

      /**
       * Whether lists are asked for as streams (the API server's WatchList
       * feature). A server that refuses is asked for pages instead. Default: true.
       */
      streamLists?: boolean;

      /**
       * Path of a kubeconfig file (absolute, or from where the backend runs)
       * whose user may list and watch the observed
       * kinds. Tokens, token files, certificates and exec plugins work; the
       * file is read again when the cluster refuses its credentials.
       */
      kubeconfig?: string;

      /** The context in the kubeconfig. Default: its current context. */
      context?: string;

      /** The API server, such as `https://kubernetes.example:6443`; not with `kubeconfig`. */
      url?: string;

      /**
       * The token of the service account that lists and watches. It needs no
       * verb on Secrets, and should have none.
       *
       * @visibility secret
       */
      serviceAccountToken?: string;

      /**
       * Path of a file that holds that token instead, such as a projected one;
       * looked at again every 10 seconds at most.
       */
      serviceAccountTokenFile?: string;

      /**
       * The API server's certificate authority: base64-encoded PEM. Default:
       * the system's authorities.
       */
      caData?: string;

      /** Path of a PEM file with the certificate authority; not with `caData`. */
      caFile?: string;

      /**
       * Accepts any certificate, and lets `url` be `http://` to another
       * machine: whoever is in between can read the token. Default: false.
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
       * What may be read through a binding that the namespace does not confirm:
       * `confirmed`: nothing; `catalog`: everything, which trusts whoever edits
       * a catalog file. Requests need a confirmed one in either case.
       * Default: `confirmed`.
       */
      read?: 'confirmed' | 'catalog';

      /**
       * Namespace labels whose value names the group that owns the namespace,
       * such as `team`; each confirms a binding of what that group owns.
       * Default: none.
       */
      ownerLabels?: string[];
    };

    /** What users may ask for. */
    requests?: {
      /**
       * `cluster`: a request changes the namespace's label at once; `gitops`:
       * it becomes a pull request; `disabled`: nothing can be asked for.
       * Default: `cluster`.
       */
      mode?: 'cluster' | 'gitops' | 'disabled';

      /**
       * The label keys that a request may change; `*` stands for any run of
       * characters without `/`. Default: `['secrets/*']`.
       */
      allowedLabels?: string[];

      /** Whether only an entity's owners may ask for it. Default: true. */
      requireOwnership?: boolean;

      /**
       * How many requests one user may make in a minute, dry runs included;
       * each costs the cluster up to three calls. Counted by each replica for
       * itself. Default: 60.
       */
      maxPerMinute?: number;
    };

    /**
     * For whoever tests this plugin: how often each kind is listed again, as it
     * was at the version last seen, and compared with what is known; a
     * difference ends the backend. Milliseconds, at least 1000. Default: never.
     */
    consistencyCheckEveryMs?: number;

    /** From when on knowledge and deliveries count as old. */
    staleness?: {
      /**
       * A kind that was not observed for so long is unknown. Milliseconds, at
       * least 1. Below 35000 a quiet kind of a cluster without HTTP/2 may
       * become unknown now and then. Default: 60000.
       */
      observationMaxAgeMs?: number;

      /**
       * A delivery is stale when its last refresh is older than this times its
       * refresh interval, plus `graceMs`. At least 1. Default: 2.
       */
      refreshIntervalFactor?: number;

      /** Added to the above. Milliseconds. Default: 60000. */
      graceMs?: number;

      /** A delivery that is pending for longer is unusual. Milliseconds. Default: 60000. */
      pendingUnusualAfterMs?: number;
    };
  };
}
