import { createTranslationRef } from '@backstage/core-plugin-api/alpha';

/**
 * Every text of the Secrets tab. An app may replace or translate any of them.
 *
 * What comes from the backend (summaries, remedies, reasons, warnings) is
 * shown as it comes.
 *
 * @public
 */
export const centralSecretsTranslationRef = createTranslationRef({
  id: 'plugin.central-secrets',
  messages: {
    state: {
      unknown: 'Unknown',
      terminating: 'Being deleted',
      'not-requested': 'Not requested',
      orphaned: 'Left behind',
      conflict: 'Conflict',
      denied: 'Denied',
      pending: 'On its way',
      'store-unavailable': 'Store down',
      failed: 'Failed',
      outdated: 'Out of date',
      stale: 'Stale',
      synced: 'Synced',
    },
    move: {
      developer: 'your move',
      platform: 'platform team’s move',
      nobody: 'nobody’s move yet',
    },
    time: {
      seconds: '{{amount}} s',
      minutes: '{{amount}} min',
      hours: '{{amount}} h',
      days_one: '{{count}} day',
      days_other: '{{count}} days',
      ago: '{{duration}} ago',
      in: 'in {{duration}}',
      now: 'now',
    },
    tab: {
      title: 'Secrets of {{name}}',
      loading: 'Loading the secrets of {{name}}',
      failed: 'The secrets of {{name}} cannot be shown',
      retry: 'Try again',
      refresh: 'Refresh now',
      filter: 'Show only one namespace',
      all: 'All',
    },
    summary: {
      synced_one: '{{count}} arrives as it should',
      synced_other: '{{count}} arrive as they should',
      platform_one: '{{count}} needs the platform team',
      platform_other: '{{count}} need the platform team',
      developer_one: '{{count}} needs you',
      developer_other: '{{count}} need you',
      moving_one: '{{count}} is on its way',
      moving_other: '{{count}} are on their way',
      unknown_one: '{{count}} is unknown',
      unknown_other: '{{count}} are unknown',
      none: 'No secrets yet',
      unseen: 'It is not known which secrets arrive',
      outside: 'Its namespace is not observed',
      unconfirmed: 'Nothing is shown until the namespace is confirmed',
      missing: 'There is no namespace for secrets to arrive in',
    },
    age: {
      live: 'live, {{duration}} ago',
      old: '{{duration}} old',
      never: 'never seen',
      refreshFailed: 'Refreshing failed: {{reason}}',
      refreshFailedKept:
        'What is shown is {{duration}} old. Refreshing failed: {{reason}}',
    },
    knowledge: {
      unreachable:
        'Cluster {{cluster}} is not observed: {{reason}}. Last known {{age}}. Until it is, its deliveries are shown as Unknown or as old as that.',
      unreadable:
        'In cluster {{cluster}}, {{kinds}} cannot be read: {{reason}}. What depends on that is shown as Unknown.',
      clockAhead:
        'The clock of cluster {{cluster}} is {{duration}} ahead. Ages and times here allow for that; in the cluster itself you find them that much later.',
      clockBehind:
        'The clock of cluster {{cluster}} is {{duration}} behind. Ages and times here allow for that; in the cluster itself you find them that much earlier.',
    },
    section: {
      attention: 'Needs attention',
      arrived: 'Arrived',
      available: 'You can ask for',
    },
    row: {
      since: 'for {{duration}}',
      synced: 'synced {{ago}}',
      next: 'next {{when}}',
      due: 'next refresh is due',
      never: 'never synced',
      from: 'from {{distribution}}',
      keysUnknown: 'keys known only at the source',
      declared: 'declared by the team itself',
      place: 'in {{namespace}}, cluster {{cluster}}',
      why: 'Why and what now',
      use: 'Use it',
      whyOf: 'Why and what now: {{name}}',
      useOf: 'Use it: {{name}}',
      expected:
        'The label was added {{ago}}. Usually the Secret arrives within 10 s.',
      expectedLate:
        'The label was added {{ago}}, and the cluster has not answered it yet. That is unusual: the platform team can tell why.',
      leaving: 'The label was removed {{ago}}. The copy goes in a moment.',
      requestedBy: 'Requested {{ago}} by {{user}}',
    },
    available: {
      request: 'Request',
      requestOf: 'Request {{name}}',
      whyNot: 'Why not?',
      whyNotOf: 'Why can {{name}} not be requested?',
      notAllowed: 'Nothing here: {{reason}}',
      nothing: 'Nothing now. Each one says why not.',
      documentation: 'Documentation',
      documentationOf: 'Documentation of {{name}}',
    },
    empty: {
      noBindingTitle: 'This {{kind}} names no namespace',
      noBinding:
        'Secrets arrive in a namespace. Name the one it runs in, in its catalog file:',
      nothingTitle: 'No secrets yet',
      nothing:
        'The platform keeps each credential once. Ask for one here: a label is added to your namespace, and the Secret arrives by itself, and stays current.',
      'nothing-requestable':
        'The platform keeps each credential once, and copies it into the namespaces that ask for it. Below is what could arrive here, and why you cannot ask for it yourself.',
      'nothing-offered':
        'The platform keeps each credential once, and copies it into the namespaces that ask for it. Nothing is offered to this one: the platform team decides what can be asked for.',
      action: 'Request a secret',
    },
    binding: {
      unconfirmedTitle: 'Namespace {{namespace}} is not confirmed',
      unconfirmed:
        'The catalog says that this {{kind}} runs in namespace {{namespace}} of cluster {{cluster}}; the namespace does not say so itself. Until it does, none of its secrets are shown and none can be asked for. Someone who may change the namespace has to confirm it.',
      missingTitle: 'There is no namespace {{namespace}}',
      missing:
        'Cluster {{cluster}} has no namespace {{namespace}}. Correct the annotation in the catalog file, or create the namespace.',
      outsideTitle: 'Namespace {{namespace}} is not observed',
      outside:
        'Backstage may read only some namespaces of cluster {{cluster}}, and {{namespace}} is not one of them, so it is not known whether it exists and what arrives there. The platform team can add it.',
      unseenTitle: 'Namespace {{namespace}} cannot be seen now',
      unseen:
        'Cluster {{cluster}} is not observed, so it is not known whether namespace {{namespace}} exists and what arrives there.',
    },
    drawer: {
      close: 'Close',
      flow: 'How it gets there',
      why: 'Why',
      whatNow: 'What now',
      use: 'Use it',
      history: 'History',
      raw: 'Raw',
      rawHint: 'What is known of it, without any value',
      giveBack: 'Give back',
      nothingToDo: 'Nothing to do.',
    },
    step: {
      store: 'Store',
      distribution: 'Distribution',
      externalSecret: 'ExternalSecret',
      secret: 'Secret',
      ok: 'as it should be',
      problem: 'the problem is here',
      waiting: 'waiting',
      absent: 'not there',
      kept: 'an earlier copy is in place',
      unknown: 'not known',
    },
    usedBy: {
      title: 'Used by',
      workloads_one: 'used by {{count}} workload',
      workloads_other: 'used by {{count}} workloads',
      namedBy: 'named by {{names}}',
      nothing: 'named by no workload',
      oldPods_one: '{{count}} pod still runs with what was in it before',
      oldPods_other: '{{count}} pods still run with what was in it before',
      loading: 'Looking who uses it',
      failed: 'Who uses it cannot be told now: {{reason}}',
      untold: 'Who uses it is not known.',
      forbidden:
        'Who uses it is not wholly known: Backstage may not list {{resources}} in namespace {{namespace}}. The platform team can allow it.',
      forbiddenHint:
        'Who uses these secrets is not known: Backstage may not list workloads in {{namespaces}}.',
      unreadable:
        'Who uses it is not wholly known: in namespace {{namespace}}, {{resources}} could not be read: {{reason}}',
      pods_one: '{{count}} pod',
      pods_other: '{{count}} pods',
      old_one: '{{count}} pod still runs with what was in it before.',
      old_other: '{{count}} pods still run with what was in it before.',
      restart_one:
        'restart the pod that still runs with what was in the Secret before (Used by, below).',
      restart_other:
        'restart the {{count}} pods that still run with what was in the Secret before (Used by, below).',
      oldSince: 'It has run for {{duration}}.',
      unknownAge_one:
        'Of {{count}} pod it is not known whether it started before the Secret was last written.',
      unknownAge_other:
        'Of {{count}} pods it is not known whether they started before the Secret was last written.',
      written: 'Last written {{ago}}.',
      writeUnknown:
        'When it was last written is not known: Backstage has not seen it, and Kubernetes keeps events for an hour.',
      looked: 'Looked {{ago}}.',
      container: 'in container {{container}}',
      account: 'through ServiceAccount {{serviceAccount}}',
      way: {
        imagePullSecrets: 'to pull images',
        env: 'as variables',
        envKeys: '{{keys}} as variables',
        envFrom: 'every key as a variable',
        envFromKeys: '{{keys}} as variables',
        volume: 'every key as a file',
        volumeKeys: '{{keys}} as files',
        projected: 'every key as a projected file',
        projectedKeys: '{{keys}} as projected files',
        storage: 'to mount a volume',
        storageKeys: '{{keys}} to mount a volume',
        tls: 'to serve TLS',
        tlsKeys: '{{keys}} to serve TLS',
      },
      read: {
        pull: 'read whenever an image is pulled',
        start: 'read at the start of the container, and kept until it restarts',
        always: 'a new value gets there by itself',
        mount: 'read when the volume is mounted',
      },
      leavesUsed: 'used today by {{names}}',
      leavesUnused: 'used today by nothing that can be seen',
    },
    use: {
      imagePullSecrets: 'imagePullSecrets',
      envFrom: 'envFrom',
      key: 'one key',
      volume: 'volume',
      tabs: 'How to use the Secret',
      imagePullSecretsHint: 'In the pod template, to pull images with it.',
      envFromHint: 'In the pod template: every key becomes a variable.',
      keyHint: 'In the pod template: one key becomes one variable.',
      volumeHint: 'In the pod template: every key becomes a file.',
      skippedKeys: 'Not valid as variable names, so left out: {{keys}}.',
      unknownKeys:
        'Which keys it has is known only at its source: put the name of one in the place of KEY.',
      absent:
        'The Secret is not there now. A pod that names it waits until it is.',
      unknown: 'It is not known whether the Secret is there now.',
    },
    history: {
      requested: 'requested by {{user}}',
      since: '{{word}} since',
      synced: 'last synced',
      next: 'next refresh',
      none: 'Nothing is known yet.',
    },
    copy: {
      command: 'Copy command',
      yaml: 'Copy YAML',
      json: 'Copy JSON',
      message: 'Copy message for the platform team',
      done: 'Copied',
      failed: 'Copying failed: mark the text and copy it yourself',
    },
    message: {
      head: 'Secret `{{secret}}` in namespace `{{namespace}}` of cluster `{{cluster}}`: {{word}}',
      since: 'since {{time}}',
      distribution: 'Distribution: `{{name}}`',
      evidence: 'Evidence:',
      remedy: 'What would help: {{text}}',
      entity: 'For: {{entityRef}}',
    },
    dialog: {
      addTitle: 'Request {{name}}',
      removeTitle: 'Give back {{name}}',
      checking: 'Asking the cluster what would change',
      checkFailed: 'The cluster was asked without changing anything:',
      changes: 'What changes',
      onNamespace: 'on namespace {{namespace}} of cluster {{cluster}}',
      nothingChanges: 'Nothing: the namespace is already as it should be.',
      arrives: 'What arrives',
      leaves: 'What goes away',
      arrivesNothing: 'No Secret.',
      leavesHint:
        'Running pods keep what they have read; new pods that need one of these Secrets do not start.',
      leavesUnknown: 'Who uses them today is not wholly known.',
      warnings: 'Good to know',
      refused: 'Nothing was changed',
      cancel: 'Cancel',
      close: 'Close',
      addLabel: 'Add label',
      removeLabel: 'Remove label',
      openPullRequest: 'Open pull request',
      pullRequestOpened: 'The pull request is open:',
      applying: 'Changing the label',
    },
    card: {
      title: 'Secrets',
      all: 'All secrets',
      failed: 'The secrets cannot be shown now: {{reason}}',
    },
  },
});
