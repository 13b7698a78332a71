/** The contract's messages in German, by the keys of `ENGLISH_TEXTS`. */
export const GERMAN_TEXTS = {
  'text.kind-unreadable':
    'Unbekannt: {{kind}} des Clusters {{cluster}} können nicht gelesen werden',
  'text.cluster-unobserved':
    'Unbekannt: Der Cluster {{cluster}} wird nicht beobachtet',
  'text.namespace-terminating': 'Der Namespace wird gelöscht',
  'text.namespace-held':
    'Der Namespace wird gelöscht, und ein zurückgebliebener Finalizer hält ihn fest',
  'text.namespace-held-by-copy':
    'Der Namespace wird gelöscht, aber der Finalizer von ExternalSecret {{name}} hält ihn',
  'text.not-requested': 'Der Namespace {{namespace}} fordert es nicht an',
  'text.copy-leaving': 'Es wurde entfernt, und die Kopie wird gelöscht',
  'text.copy-left': 'Nichts fordert es mehr an, aber die Kopie ist noch da',
  'text.name-taken':
    'Ein anderes ExternalSecret im Namespace heißt schon {{name}}',
  'text.name-was-taken':
    'Ein anderes ExternalSecret hieß schon {{name}}, als der Operator zuletzt nachsah',
  'text.secret-owned-by-another':
    'Das Secret {{secret}} gehört einem anderen ExternalSecret, {{owner}}',
  'text.secret-owned-by-another.unnamed':
    'Das Secret {{secret}} gehört jemand anderem',
  'text.several-writers':
    'Mehrere ExternalSecrets schreiben das Secret {{secret}}, und keinem gehört es: {{names}}',
  'text.store-denies':
    'Der Store {{store}} lässt den Namespace {{namespace}} nicht zu',
  'text.store-denied-before':
    'Der Store {{store}} ließ den Namespace {{namespace}} beim letzten Versuch nicht zu',
  'text.other-controller-class':
    'Den Store bedient die Controller-Klasse {{controllerClass}}, und ein Operator einer anderen Klasse übergeht ihn ohne Meldung',
  'text.request-not-seen':
    'Der Operator hat die Kopie gerade angelegt, und die Anforderung ist hier noch nicht bekannt',
  'text.write-repeated':
    'Ein anderer hat das Secret zuerst geschrieben; der Operator wiederholt sein Schreiben',
  'text.copy-awaited':
    'Es wurde angefordert, und der Operator hat die Kopie noch nicht angelegt',
  'text.attempt-awaited': 'Der Operator hat es noch nicht versucht',
  'text.copy-deleted':
    'Die Kopie wird gelöscht, und der Operator legt sie erneut an',
  'text.declared-deleted': 'Es wird gelöscht',
  'text.store-unavailable': 'Der Store {{store}} ist nicht bereit',
  'text.store-unavailable-before':
    'Der Store {{store}} war beim letzten Versuch nicht bereit',
  'text.store-ignored':
    'Der Operator hat noch nie einen ClusterSecretStore geprüft: Sein Reconciler dafür ist abgeschaltet, oder er läuft nicht',
  'text.distribution-ignored':
    'Der Operator hat noch nie ein ClusterExternalSecret verarbeitet: Sein Reconciler dafür ist abgeschaltet, oder er läuft nicht',
  'text.store-down_one':
    '{{store}} funktioniert nicht mehr ({{at}}): Die einzige Kopie daraus schlägt fehl',
  'text.store-down_other':
    '{{store}} funktioniert nicht mehr ({{at}}): Alle {{count}} Kopien daraus schlagen fehl',
  'text.store-down.partly':
    '{{store}} funktioniert nicht mehr ({{at}}): {{failing}} von {{total}} Kopien daraus schlagen fehl; die übrigen bleiben bis zur nächsten Aktualisierung bestehen',
  'text.store-down.undated':
    '{{store}} funktioniert nicht: {{failing}} von {{total}} Kopien daraus schlagen fehl',
  'text.store-suspected':
    '{{store}} ist bereit, aber alle {{total}} Kopien daraus schlagen fehl, die erste {{at}}: Das ist wahrscheinlich ein einziger Fehler des Stores oder seines Providers',
  'text.never-reconciled':
    'Noch nie wurde ein Objekt der Art {{kind}} verarbeitet, und das älteste wurde {{at}} angelegt: Der Operator läuft nicht, oder sein Reconciler für diese Art ist abgeschaltet',
  'text.operator-behind':
    '{{late}} von {{total}} Kopien werden zu spät aktualisiert, und die älteste Aktualisierung war {{at}} fällig: Der Operator kommt nicht nach',
  'text.operator-behind.all':
    'Alle {{total}} Kopien werden zu spät aktualisiert, und die älteste Aktualisierung war {{at}} fällig: Der Operator läuft nicht oder hängt',
  'text.shared-fault':
    'Der Fehler liegt in {{store}} und nicht in dieser Kopie',
  'text.shared-fault.suspected':
    'Der Fehler liegt wahrscheinlich in {{store}} und nicht in dieser Kopie: Alle Kopien daraus schlagen fehl, obwohl er bereit ist',
  'text.enable-reconciler':
    'Setzen Sie {{flag}} des Operators auf true (der Wert {{value}} seines Helm-Charts, der scopedRBAC false braucht), und prüfen Sie, ob er läuft',
  'text.speed-up-operator':
    'Erhöhen Sie --concurrent, --client-qps und --client-burst des Operators oder die Aktualisierungsintervalle der Verteilungen',
  'text.store-fault.credential-missing':
    '{{store}} kann sich nicht anmelden: Das Secret {{secret}} im Namespace {{namespace}} existiert nicht',
  'text.store-fault.credential-key-missing':
    '{{store}} kann sich nicht anmelden: Das Secret mit seinen Zugangsdaten hat den Schlüssel {{key}} nicht',
  'text.store-fault.account-missing':
    '{{store}} kann sich nicht anmelden: Der ServiceAccount {{account}} existiert nicht',
  'text.store-fault.certificate':
    '{{store}} kann keine Verbindung aufbauen: Dem Zertifikat des Providers wird nicht vertraut, oder es ist ungültig',
  'text.store-fault.sealed': 'Der Provider von {{store}} ist versiegelt',
  'text.store-fault.unresolved':
    '{{store}} kann keine Verbindung aufbauen: DNS kennt den Hostnamen des Providers nicht',
  'text.store-fault.unreachable':
    '{{store}} kann keine Verbindung aufbauen: Unter der Adresse des Providers antwortet niemand',
  'text.store-fault.forbidden':
    'Die Identität von {{store}} darf Secrets an der Quelle nicht lesen',
  'text.selector-invalid':
    'Ein Selektor der Verteilung ist ungültig, deshalb wählt der Operator gar keinen Namespace aus',
  'text.name-too-long':
    'Der Name {{distribution}} ist länger als 59 Zeichen, deshalb legt der Operator keine Kopie an',
  'text.not-provisioned':
    'Der Operator konnte die Kopie in diesem Namespace nicht anlegen oder ändern',
  'text.value-unusable':
    'Der Quellwert hat nicht die Form, in der die Spec ihn liest',
  'text.store-login':
    'Der Provider lehnt die Zugangsdaten von {{store}} ab, oder sie fehlen',
  'text.provider-unavailable': 'Der Provider von {{store}} ist nicht verfügbar',
  'text.provider-throttled':
    'Der Provider von {{store}} lehnt Anfragen ab: es sind zu viele',
  'text.generator-missing':
    'Der Generator {{generator}} existiert im Namespace {{namespace}} nicht',
  'text.generator-missing.cluster-wide':
    'Der Generator {{generator}} existiert nicht',
  'text.generator-failed.named': 'Der Generator {{names}} erzeugt keinen Wert',
  'text.generator-failed': 'Der Generator existiert nicht oder schlägt fehl',
  'text.source-missing': 'Das Quell-Secret {{source}} existiert nicht',
  'text.source-missing.unnamed': 'Das Quell-Secret existiert nicht',
  'text.property-missing':
    'Das Quell-Secret {{source}} hat keinen Schlüssel {{property}}',
  'text.property-missing.keys-known':
    'Das Quell-Secret {{source}} hat keinen Schlüssel {{property}}; seine Schlüssel sind {{names}}',
  'text.property-missing.unnamed-key':
    'Das Quell-Secret {{source}} hat den verlangten Schlüssel nicht',
  'text.property-missing.unnamed-source':
    'Das Quell-Secret hat keinen Schlüssel {{property}}',
  'text.property-missing.unnamed':
    'Das Quell-Secret hat den verlangten Schlüssel nicht',
  'text.store-missing': '{{store}} existiert nicht',
  'text.right-missing':
    '{{user}} hat im Namespace {{namespace}} nicht das Recht {{verb}} auf {{resource}}',
  'text.right-missing.everywhere':
    '{{user}} hat im ganzen Cluster nicht das Recht {{verb}} auf {{resource}}',
  'text.right-missing.unnamed':
    'Dem Operator fehlt ein Recht, das diese Lieferung braucht',
  'text.template-failed': 'Das Template kann nicht ausgefüllt werden',
  'text.secret-invalid':
    'Der API-Server lehnt das Secret {{secret}} als ungültig ab',
  'text.secret-invalid.other-kind':
    'Der API-Server lehnt {{kind}} {{name}} als ungültig ab',
  'text.webhook-silent':
    'Der Webhook {{webhook}} antwortet nicht, und ohne seine Antwort wird nichts geschrieben',
  'text.quota-used-up':
    'Die Quota {{quota}} des Namespace lässt keinen Platz für das Objekt',
  'text.quota-used-up.unnamed':
    'Eine ResourceQuota des Namespace ist ausgeschöpft',
  'text.admission-refused': 'Eine Regel des Clusters lehnt das Objekt ab',
  'text.target-immutable':
    'Das Secret {{secret}} ist unveränderlich und enthält andere Daten',
  'text.definitions-mismatch':
    'Der Operator und seine Definitionen haben verschiedene Versionen',
  'text.cause-awaited':
    'Der letzte Versuch ist gerade fehlgeschlagen, und das Event mit dem Grund ist hier noch nicht bekannt',
  'text.cause-in-event':
    'Der letzte Versuch ist fehlgeschlagen; den Grund nennt nur die Meldung des Operators',
  'text.cause-gone':
    'Der letzte Versuch ist fehlgeschlagen, und das Event mit dem Grund fehlt',
  'text.target-missing.other-kind':
    'Es gibt kein Objekt {{kind}} {{name}}, das ergänzt werden könnte, deshalb wurde nichts geschrieben',
  'text.target-missing':
    'Es gibt kein Secret {{secret}}, das ergänzt werden könnte, deshalb wurde nichts geschrieben',
  'text.source-gone.other-kind':
    'Die Quelle ist weg, und {{kind}} {{name}} wurde mit ihr gelöscht',
  'text.source-gone':
    'Die Quelle ist weg, und das Secret {{secret}} wurde mit ihr gelöscht',
  'text.source-empty':
    'Die Quelle hat keine Daten, und das Secret {{secret}} wurde nie geschrieben',
  'text.reason-unknown':
    'Der Operator meldet Ready mit einem Grund, der hier nicht bekannt ist: {{reason}}',
  'text.push-several-writers':
    'Mehrere PushSecrets schreiben {{path}}, und jedes ersetzt den Wert der anderen: {{names}}',
  'text.push-source-missing':
    'Das Secret {{secret}} gibt es im Namespace {{namespace}} nicht',
  'text.push-source-missing.unnamed':
    'Kein Secret im Namespace {{namespace}} passt zum Selektor des PushSecrets',
  'text.push-key-missing':
    'Das Secret {{secret}} im Namespace {{namespace}} hat keinen Schlüssel {{key}}',
  'text.push-not-managed':
    '{{store}} hat unter {{path}} schon einen Wert, den der Operator nicht geschrieben hat',
  'text.push-not-deleted':
    'Der Operator kann die Werte nicht löschen, die PushSecret {{name}} geschrieben hat',
  'text.push-refused':
    '{{store}} erlaubt dem Operator nicht, {{path}} zu schreiben',
  'text.push-failed':
    'Der letzte Versuch ist fehlgeschlagen, und die Meldung nennt die Ursache nicht',
  'text.push-failed-elsewhere':
    'Der letzte Versuch ist bei einem anderen Store fehlgeschlagen, {{other}}: ob {{path}} geschrieben wurde, ist nicht bekannt',
  'text.push-awaited': 'Der Operator hat es noch nicht versucht',
  'text.push-leaving': 'Das PushSecret wird gelöscht',
  'text.push-overdue': 'Das nächste Schreiben ist lange überfällig',
  'text.pushed':
    'Der Operator hat das letzte Schreiben nach {{path}} als erfolgreich gemeldet',
  'text.choose-push-writer':
    'Lassen Sie nur ein PushSecret {{path}} schreiben: Entfernen Sie den Eintrag bei den anderen, oder geben Sie jedem ein eigenes remoteKey oder property',
  'text.restore-push-source':
    'Legen Sie das Secret an, das PushSecret {{name}} im Namespace {{namespace}} liest, oder berichtigen Sie spec.selector',
  'text.add-push-key':
    'Fügen Sie dem Secret {{secret}} den Schlüssel {{key}} hinzu, oder berichtigen Sie secretKey in PushSecret {{name}}',
  'text.adopt-value':
    'Wenn der Operator den Wert ersetzen darf, fügen Sie seinen Metadaten in {{store}} managed-by: external-secrets hinzu, oder löschen Sie ihn. Sonst geben Sie PushSecret {{name}} ein anderes remoteKey',
  'text.allow-push':
    'Erlauben Sie der Identität von {{store}} beim Provider, {{path}} zu schreiben',
  'text.allow-push-deletion':
    'Prüfen Sie, ob es den Store noch gibt und ob seine Identität die Werte löschen darf. Sollen sie bleiben, entfernen Sie den Finalizer von PushSecret {{name}}',
  'text.correct-push':
    'Berichtigen Sie PushSecret {{name}}: Die Meldung sagt, was daran falsch ist',
  'text.check-pushes':
    'Prüfen Sie, ob der Operator läuft und nachkommt. Unter dem Pfad bleibt der zuletzt geschriebene Wert',
  'text.await-push-deletion': 'Warten Sie: Der Operator löscht es',
  'text.no-action.pushed':
    'Nichts zu tun. Backstage liest keine Werte: Der Operator hat dieses Schreiben als erfolgreich gemeldet',
  'text.check-push-source':
    'Prüfen Sie, ob es das Secret, das PushSecret {{name}} liest, im Namespace {{namespace}} gibt und ob es jeden Schlüssel hat, der geschrieben wird',
  'text.check-push-managed':
    'Prüfen Sie, ob der Wert unter {{path}} in {{store}} die Angabe managed-by: external-secrets trägt',
  'text.check-push-rights':
    'Prüfen Sie, ob die Identität von {{store}} {{path}} lesen und schreiben darf',
  'text.value-not-replaced':
    'Mit updatePolicy IfNotExists lässt der Operator einen Wert, der schon unter dem Pfad liegt, wie er ist',
  'text.path-not-read':
    'Es ist kein ExternalSecret bekannt, das den Pfad liest',
  'text.path-not-written':
    'Es ist kein PushSecret bekannt, das den Pfad schreibt',
  'text.push-not-created':
    'ClusterPushSecret {{name}} kann sein PushSecret nicht in jedem gewählten Namespace anlegen: {{names}}',
  'text.entries-left-out':
    'Die Angaben sind unvollständig: PushSecret {{names}} hat mehr Einträge, als hier gezeigt werden',
  'text.changed-since': 'Es wurde nach dem letzten Schreiben geändert',
  'text.refresh-overdue': 'Die Aktualisierung ist lange überfällig',
  'text.synced.other-kind': '{{kind}} {{name}} ist da und aktuell',
  'text.synced': 'Das Secret {{secret}} ist da und aktuell',
  'text.source-read':
    'Die Quelle wurde wie vorgesehen gelesen; ein Secret soll nicht geschrieben werden',
  'text.connect-cluster':
    'Prüfen Sie, warum der Cluster {{cluster}} nicht beobachtet werden kann. Sobald das geht, ist der Zustand wieder bekannt',
  'text.install-operator':
    'Installieren Sie External Secrets Operator mit seinen CRDs im Cluster {{cluster}}: {{kind}} gibt es dort nicht',
  'text.renew-credential':
    'Erneuern Sie die Zugangsdaten des Lesers für den Cluster {{cluster}}',
  'text.allow-reader':
    'Erlauben Sie dem Leser des Clusters {{cluster}} list und watch für {{kind}}',
  'text.remove-finalizers':
    'Entfernen Sie den zurückgebliebenen Finalizer ({{names}}): Der Operator tut das nicht bei einem Namespace, der nicht mehr ausgewählt ist',
  'text.release-copy':
    'Prüfen Sie, ob der Operator läuft: Er entfernt den Finalizer {{finalizer}} von ExternalSecret {{name}}. Wurde er deinstalliert, entfernen Sie den Finalizer',
  'text.await-namespace-deletion':
    'Warten Sie: Kubernetes löscht den Namespace',
  'text.check-finalizers':
    'Prüfen Sie, warum der Operator seine Finalizer nicht vom Namespace entfernt',
  'text.check-namespace-deletion':
    'Prüfen Sie, was das Löschen des Namespace aufhält',
  'text.request-by-label':
    'Fordern Sie es an, wenn die Komponente es braucht: Label {{labels}}',
  'text.ask-platform':
    'Fragen Sie das Plattformteam, wenn die Komponente es braucht: Kein Label fordert es an',
  'text.await-copy-deletion': 'Warten Sie: Die Kopie wird gelöscht',
  'text.delete-copy':
    'Löschen Sie die Kopie, sobald niemand sie braucht: Ein Secret, das ihr gehört, wird mit ihr gelöscht',
  'text.free-name':
    'Benennen oder löschen Sie das andere ExternalSecret {{externalSecret}} zusammen mit dem Team, das es angelegt hat; oder geben Sie der Verteilung einen anderen externalSecretName',
  'text.refresh-distribution':
    'Der Name ist jetzt frei: Lassen Sie den Operator erneut nachsehen',
  'text.choose-owner':
    'Lassen Sie nur eines das Secret {{secret}} schreiben: Geben Sie einem davon einen anderen target.name, oder entfernen Sie eines von beiden',
  'text.choose-writer':
    'Lassen Sie nur eines davon das Secret {{secret}} schreiben, oder geben Sie jedem einen eigenen target.name',
  'text.allow-namespace':
    'Nehmen Sie den Namespace in spec.conditions von {{store}} auf, wenn er dieses Secret haben darf; sonst entfernen Sie die Anforderung',
  'text.await-allowed-attempt':
    'Der Store erlaubt es jetzt: Der Operator versucht es innerhalb von 7 Minuten automatisch erneut',
  'text.check-controller-class':
    'Prüfen Sie, ob ein Operator mit der Controller-Klasse {{controllerClass}} läuft: Nur er bedient den Store {{store}}',
  'text.check-operator': 'Prüfen Sie, ob der Operator läuft und was er meldet',
  'text.await-copy':
    'Warten Sie: Das dauert gewöhnlich weniger als 10 Sekunden',
  'text.check-store':
    'Prüfen Sie, warum {{store}} nicht erreicht oder verwendet werden kann. Der Operator versucht es automatisch erneut',
  'text.create-store-credential':
    'Legen Sie das Secret {{secret}} im Namespace {{namespace}} an, oder korrigieren Sie auth in {{store}}. Der Operator versucht es automatisch erneut',
  'text.complete-store-credential':
    'Fügen Sie dem Secret, das auth in {{store}} nennt, den Schlüssel {{key}} hinzu, oder korrigieren Sie dort den Schlüssel. Der Operator versucht es automatisch erneut',
  'text.create-store-account':
    'Legen Sie den ServiceAccount {{account}} an, oder korrigieren Sie auth in {{store}}: Der Befehl zeigt, in welchen Namespaces es ihn gibt. Der Operator versucht es automatisch erneut',
  'text.correct-certificate':
    'Korrigieren Sie caBundle oder caProvider in {{store}}, oder erneuern Sie das Zertifikat des Providers. Der Operator versucht es automatisch erneut',
  'text.unseal-provider':
    'Entsiegeln Sie den Provider von {{store}}. Der Operator versucht es automatisch erneut',
  'text.correct-provider-address':
    'Korrigieren Sie die Adresse des Providers in {{store}} oder ihren DNS-Eintrag. Der Operator versucht es automatisch erneut',
  'text.grant-store-rights':
    'Geben Sie der Identität von {{store}} das Recht get auf Secrets dort, wo der Store liest. Der Operator versucht es automatisch erneut',
  'text.await-ready-attempt':
    'Der Store ist wieder bereit: Der Operator versucht es innerhalb von 7 Minuten automatisch erneut',
  'text.correct-selector':
    'Korrigieren Sie den Selektor in ClusterExternalSecret {{distribution}}',
  'text.correct-value':
    'Korrigieren Sie den Quellwert oder wie {{definition}} ihn liest: die Meldung nennt, was erwartet wurde. Der Operator versucht es innerhalb von 7 Minuten automatisch erneut',
  'text.renew-store-credential':
    'Legen Sie die Zugangsdaten an, auf die {{store}} unter auth verweist, oder erneuern Sie sie. Der Operator versucht es innerhalb von 7 Minuten automatisch erneut',
  'text.check-provider':
    'Prüfen Sie Adresse, Zertifikat und Zustand des Providers von {{store}}. Der Operator versucht es innerhalb von 7 Minuten automatisch erneut',
  'text.ask-less-often':
    'Verlängern Sie die Refresh-Intervalle der ExternalSecrets, die {{store}} verwenden, oder erhöhen Sie das Limit des Providers. Der Operator versucht es innerhalb von 7 Minuten automatisch erneut',
  'text.correct-generator':
    'Korrigieren Sie den Generator, auf den {{definition}} in generatorRef verweist: die Meldung nennt den Fehler',
  'text.shorten-name':
    'Geben Sie dem ClusterExternalSecret einen Namen mit höchstens 59 Zeichen, und setzen Sie spec.externalSecretName auf {{externalSecret}}, damit seine Kopien ihren Namen behalten; oder heben Sie den Operator auf 2.14 an',
  'text.create-source':
    'Legen Sie {{source}} dort an, wo {{store}} liest, oder korrigieren Sie remoteRef.key in {{definition}}. Der Operator versucht es innerhalb von 7 Minuten automatisch erneut',
  'text.create-source.unnamed':
    'Legen Sie das Quell-Secret dort an, wo {{store}} liest, oder korrigieren Sie remoteRef.key in {{definition}}. Der Operator versucht es innerhalb von 7 Minuten automatisch erneut',
  'text.add-key':
    'Ergänzen Sie den Schlüssel {{property}} im Quell-Secret {{source}}, oder korrigieren Sie remoteRef.property in {{definition}}. Der Operator versucht es innerhalb von 7 Minuten automatisch erneut',
  'text.add-key.unnamed-key':
    'Ergänzen Sie den Schlüssel im Quell-Secret {{source}}, oder korrigieren Sie remoteRef.property in {{definition}}. Der Operator versucht es innerhalb von 7 Minuten automatisch erneut',
  'text.add-key.unnamed-source':
    'Ergänzen Sie den Schlüssel {{property}} im Quell-Secret, oder korrigieren Sie remoteRef.property in {{definition}}. Der Operator versucht es innerhalb von 7 Minuten automatisch erneut',
  'text.add-key.unnamed':
    'Ergänzen Sie den Schlüssel im Quell-Secret, oder korrigieren Sie remoteRef.property in {{definition}}. Der Operator versucht es innerhalb von 7 Minuten automatisch erneut',
  'text.correct-generator.named':
    'Korrigieren Sie den Generator {{names}}, auf den {{definition}} verweist, oder die Zugangsdaten, die er verwendet: die Meldung sagt, was falsch ist. Der Operator versucht es binnen 7 Minuten erneut',
  'text.create-generator':
    'Legen Sie den Generator {{generator}} im Namespace {{namespace}} an, oder korrigieren Sie generatorRef in {{definition}}. Der Operator versucht es binnen 7 Minuten erneut',
  'text.create-generator.distribution':
    'Verweisen Sie in {{definition}} auf einen ClusterGenerator, oder legen Sie den Generator {{generator}} im Namespace {{namespace}} an: der Operator sucht ihn im Namespace jeder Kopie',
  'text.create-generator.cluster-wide':
    'Legen Sie den Generator {{generator}} an, oder korrigieren Sie generatorRef in {{definition}}. Der Operator versucht es binnen 7 Minuten erneut',
  'text.create-store':
    'Legen Sie {{store}} an, oder korrigieren Sie secretStoreRef in {{definition}}',
  'text.grant-right':
    'Geben Sie {{user}} im Namespace {{namespace}} das Recht {{verb}} auf {{resource}}. Der Befehl antwortet mit yes, sobald es besteht; dann versucht es der Operator innerhalb von 7 Minuten automatisch erneut',
  'text.grant-right.everywhere':
    'Geben Sie {{user}} im ganzen Cluster das Recht {{verb}} auf {{resource}}. Der Befehl antwortet mit yes, sobald es besteht; dann versucht es der Operator innerhalb von 7 Minuten automatisch erneut',
  'text.grant-right.unnamed':
    'Geben Sie der Identität von {{store}} das Recht, das die Meldung nennt',
  'text.grant-right.operator':
    'Geben Sie dem Operator das Recht, das die Meldung nennt',
  'text.correct-template':
    'Korrigieren Sie target.template in {{definition}}: Die Meldung nennt den Schlüssel und die Stelle',
  'text.correct-secret':
    'Korrigieren Sie target.template oder die Schlüssel in {{definition}}, damit ein gültiges Secret des Typs {{type}} entsteht',
  'text.restore-webhook':
    'Sorgen Sie dafür, dass der Webhook {{webhook}} wieder antwortet: Der Befehl zeigt, wem er gehört. Der Operator versucht es innerhalb von 7 Minuten automatisch erneut',
  'text.raise-quota':
    'Erhöhen Sie die ResourceQuota {{quota}} des Namespace {{namespace}}, oder lassen Sie etwas löschen, das sie zählt. Der Operator versucht es innerhalb von 7 Minuten automatisch erneut',
  'text.raise-quota.unnamed':
    'Erhöhen Sie die ausgeschöpfte ResourceQuota des Namespace {{namespace}}, oder löschen Sie Objekte, die sie zählt. Der Operator versucht es innerhalb von 7 Minuten erneut',
  'text.check-source':
    'Prüfen Sie, ob die Quelle {{source}} in {{store}} vorhanden ist',
  'text.check-source.unnamed':
    'Prüfen Sie, ob jede Quelle, die {{definition}} liest, in {{store}} vorhanden ist',
  'text.check-source-keys':
    'Prüfen Sie, ob die Quelle jeden Schlüssel hat, den {{definition}} liest',
  'text.check-source-value':
    'Prüfen Sie, ob der Wert der Quelle die Form hat, die {{definition}} liest',
  'text.check-store-exists': 'Prüfen Sie, ob {{store}} vorhanden ist',
  'text.check-store-credential':
    'Prüfen Sie, ob die Zugangsdaten von {{store}} vorhanden und gültig sind',
  'text.check-store-rights':
    'Prüfen Sie, ob die Identität von {{store}} die Quelle lesen darf',
  'text.check-provider-health':
    'Prüfen Sie, ob der Anbieter von {{store}} verfügbar ist',
  'text.check-provider-limits':
    'Prüfen Sie, ob die Grenze des Anbieters für {{store}} erreicht ist',
  'text.check-generator':
    'Prüfen Sie, ob der Generator, auf den {{definition}} verweist, vorhanden ist und funktioniert',
  'text.check-generator.named':
    'Prüfen, ob der Generator {{names}} existiert und funktioniert',
  'text.check-template':
    'Prüfen Sie, ob target.template in {{definition}} mit den Schlüsseln der Quelle ausgewertet werden kann',
  'text.check-secret-data':
    'Prüfen Sie, ob das Ergebnis von {{definition}} ein gültiges {{type}} ist',
  'text.check-definitions':
    'Prüfen, ob die Definitionen zur Version des Operators gehören',
  'text.check-immutable':
    'Prüfen Sie, ob das Secret {{secret}} unveränderlich ist',
  'text.check-admission':
    'Prüfen Sie, ob eine Admission-Policy oder ein Webhook das Objekt ablehnt',
  'text.check-admission.named':
    'Prüfen Sie, ob eine dieser Regeln oder einer dieser Webhooks das Objekt ablehnt: {{names}}',
  'text.check-quota':
    'Prüfen Sie, ob eine ResourceQuota des Namespace {{namespace}} ausgeschöpft ist',
  'text.check-operator-rights':
    'Prüfen Sie, ob der Operator Secrets im Namespace {{namespace}} schreiben darf',
  'text.change-policy':
    'Ändern Sie die Regel oder den Webhook, den die Meldung nennt, oder was er ablehnt',
  'text.change-policy.named':
    'Ändern Sie die Regel oder den Webhook, der das Objekt ablehnt, oder das Objekt. Gefragt werden: {{names}}',
  'text.match-definitions':
    'Installieren Sie die Definitionen, die zur Version des Operators gehören',
  'text.delete-immutable':
    'Löschen Sie das Secret {{secret}}: Der Operator schreibt es erneut. Was es verwendet, hat es in diesem Moment nicht',
  'text.await-cause':
    'Warten Sie: Der Grund ist gewöhnlich innerhalb einer Sekunde bekannt',
  'text.read-operator-log': 'Suchen Sie den Grund im Log des Operators',
  'text.create-target':
    'Legen Sie das Secret {{secret}} im Namespace {{namespace}} an: Mit creationPolicy Merge ergänzt der Operator nur ein vorhandenes',
  'text.create-target.other-kind':
    'Legen Sie {{kind}} {{name}} im Namespace {{namespace}} an: Mit creationPolicy Merge ergänzt der Operator nur ein vorhandenes Objekt',
  'text.restore-source':
    'Stellen Sie die Quelle wieder her, oder korrigieren Sie, was {{definition}} liest',
  'text.check-secret':
    'Prüfen Sie, ob das Secret da ist und was der Operator meldet',
  'text.delete-to-rewrite':
    'Der Operator schreibt dieses Secret einmal und beachtet spätere Änderungen nicht. Damit er es erneut schreibt, löschen Sie das Secret {{secret}}; was es verwendet, hat es in diesem Moment nicht',
  'text.delete-to-rewrite.other-kind':
    'Der Operator schreibt {{kind}} {{name}} einmal und beachtet spätere Änderungen nicht. Damit er es erneut schreibt, löschen Sie es; was es verwendet, hat es in diesem Moment nicht',
  'text.await-change':
    'Warten Sie: Der Operator übernimmt eine Änderung innerhalb von Sekunden. Bleibt es so, sollte das Plattformteam den Operator prüfen',
  'text.check-refresh':
    'Prüfen Sie, ob der Operator läuft und nachkommt. Die vorhandene Kopie funktioniert weiter, mit dem Wert der letzten Aktualisierung',
  'text.no-action':
    'Nichts zu tun. Backstage liest keine Secrets: Dass es da ist, hat der Operator bei seiner letzten Prüfung festgehalten',
  'text.no-action.other-kind':
    'Nichts zu tun. Bei seiner letzten Prüfung hat der Operator festgehalten, dass es da ist: {{kind}}',
  'text.no-action.none-written': 'Nichts zu tun',
  'text.contested': 'Auch andere schreiben das Secret {{secret}}: {{names}}',
  'text.refresh-disabled':
    'Es wird einmal geschrieben und nie aktualisiert: Ein neuer Wert der Quelle kommt nicht an',
  'text.refresh-disabled.immutable':
    'Das Secret ist unveränderlich und behält seinen ersten Wert: Ein neuer Wert der Quelle kommt nicht an, und der Operator meldet trotzdem jede Aktualisierung als synchron',
  'text.generated-once':
    'Ein Generator erzeugt den Wert, und nur einmal: wird das Secret oder die Kopie gelöscht, ist der nächste Wert ein anderer ({{names}})',
  'text.generated-expires':
    'Was der Generator {{generator}} erzeugt, gilt {{hours}} h und wird vorher nicht aktualisiert: wer es verwendet, erhält vielleicht einen abgelaufenen Wert',
  'text.generated-expires.expired':
    'Was der Generator {{generator}} erzeugt hat, galt {{hours}} h und ist {{at}} abgelaufen: wer es verwendet, hat vielleicht einen abgelaufenen Wert',
  'text.sync-window-closed':
    'Wird gerade wegen eines Sync-Fensters nicht aktualisiert. Die nächste Aktualisierung ist {{at}} erlaubt',
  'text.sync-window-closed.for-long':
    'Die Sync-Fenster erlauben in nächster Zeit keine Aktualisierung: ein neuer Wert der Quelle kommt nicht an',
  'text.deleted-repeatedly':
    'Das Secret {{secret}} wird immer wieder gelöscht: seit es {{at}} zuerst angelegt wurde, hat der Operator es {{times}} Mal angelegt',
  'text.deleted-repeatedly.argo-cd':
    'Das Secret {{secret}} wird immer wieder gelöscht: seit es {{at}} zuerst angelegt wurde, hat der Operator es {{times}} Mal angelegt. Es trägt {{mark}}, deshalb löscht es vielleicht Argo CD als ein Objekt, das es nicht ausrollt. Setzen Sie target.template.metadata, damit der Operator die Labels und Annotationen des ExternalSecrets nicht kopiert',
  'text.no-secret-written':
    'creationPolicy None: Die Quelle wird gelesen, aber kein Secret geschrieben',
  'text.store-not-ready':
    'Der Store {{store}} ist nicht bereit: Der nächste Versuch schlägt fehl, wenn er es bis dahin nicht ist. Was vorher geschrieben wurde, bleibt',
  'text.namespace-finalizer-left':
    'Der Namespace hat noch den Finalizer {{finalizer}}: Er lässt sich nicht löschen, bis dieser entfernt ist',
  'text.pending-unusually-long': 'Es ist länger unterwegs als üblich',
  'text.earlier-copy-in-place':
    'Das Secret {{secret}} wurde zuletzt {{at}} geschrieben und seither vielleicht entfernt',
  'text.earlier-copy-in-place.source-empty':
    'Die Quelle hat keine Daten mehr. Das Secret {{secret}} wurde zuletzt {{at}} geschrieben und seither vielleicht entfernt',
  'text.partial-knowledge.store-seen-before':
    'Nicht alles ist bekannt: {{kind}} sind nicht zu sehen ({{because}}), deshalb ist unbekannt, ob der zuletzt gesehene Zustand des Stores noch stimmt',
  'text.partial-knowledge.store-unseen':
    'Nicht alles ist bekannt: {{kind}} sind nicht zu sehen ({{because}}), deshalb ist unbekannt, ob der Store bereit ist und den Namespace zulässt',
  'text.partial-knowledge.events-unseen':
    'Nicht alles ist bekannt: Events sind nicht zu sehen ({{because}}), und nur sie nennen den Grund',
  'text.partial-knowledge.event-awaited':
    'Nicht alles ist bekannt: Das Event mit dem Grund ist vielleicht noch unterwegs',
  'text.partial-knowledge.event-gone':
    'Nicht alles ist bekannt: Das Event mit dem Grund ist nicht mehr da, denn Kubernetes bewahrt Events eine Stunde lang auf',
  'text.unused':
    'Nichts im Namespace nennt das Secret {{secret}}: kein Pod, Workload, ServiceAccount oder Ingress. Ob ein Programm oder ein Controller es vom API-Server liest, ist unbekannt',
  'text.label-not-found':
    'Es hat ein Label für Kargo, aber der Namespace {{namespace}} ist kein Kargo-Projekt: Kargo findet es nur, wenn der Namespace zu denen für globale Zugangsdaten gehört',
  'text.label-not-found.argo-cd':
    'Es hat ein Label für Argo CD, das es nur in seinem eigenen Namespace findet: im Namespace {{namespace}} wurde Argo CD nicht gefunden',
  'text.old-value-in-pods_one':
    'Ein Pod wurde vor dem letzten Schreiben des Secrets gestartet und liest es nur beim Start: Er verwendet noch den vorigen Wert ({{names}})',
  'text.old-value-in-pods_other':
    '{{count}} Pods wurden vor dem letzten Schreiben des Secrets gestartet und lesen es nur beim Start: Sie verwenden noch den vorigen Wert ({{names}})',
  'text.old-value-in-pods.since_one':
    'Ein Pod wurde vor dem letzten Schreiben des Secrets ({{at}}) gestartet und liest es nur beim Start: Er verwendet noch den vorigen Wert ({{names}})',
  'text.old-value-in-pods.since_other':
    '{{count}} Pods wurden vor dem letzten Schreiben des Secrets ({{at}}) gestartet und lesen es nur beim Start: Sie verwenden noch den vorigen Wert ({{names}})',
  'text.distribution-deleting': 'Die Verteilung wird gelöscht',
  'text.annotation-misspelled':
    'Nicht angeboten: Die Annotation {{annotation}} ist unbekannt; das Plattformteam muss {{meant}} schreiben',
  'text.annotation-unknown':
    'Nicht angeboten: Die Annotation {{annotation}} ist unbekannt; das Plattformteam muss sie entfernen',
  'text.not-self-service':
    'Nicht zur Selbstbedienung: Das Plattformteam vergibt es',
  'text.owners-empty': 'Die Liste der erlaubten Owner ist leer',
  'text.owners-invalid':
    'Nicht angeboten: Die Annotation {{annotation}} hat den Eintrag {{entry}}, der keine Entity-Referenz ist; das Plattformteam muss ihn korrigieren',
  'text.other-owners': 'Nur für {{owners}}',
  'text.other-environments':
    'Nur für Namespaces, deren Label {{label}} {{environments}} ist, und {{namespace}} hat {{value}}',
  'text.other-environments.none':
    'Nur für Namespaces, deren Label {{label}} {{environments}} ist, und {{namespace}} hat kein solches Label',
  'text.annotation-value-unknown':
    'Nicht angeboten: Die Annotation {{annotation}} hat den Wert {{value}}; das Plattformteam muss {{known}} schreiben oder sie entfernen',
  'text.reviewers-without-approval':
    'Nicht angeboten: Die Annotation {{annotation}} nennt Prüfende, aber eine Prüfung ist nicht verlangt; das Plattformteam muss {{missing}} hinzufügen',
  'text.terms-stricter':
    'Es wird nur mit einer Prüfung oder einem Grund oder in einer Umgebung vergeben, die diese Änderung nicht hat',
  'text.kind-unobserved':
    '{{kind}} des Clusters {{cluster}} sind zurzeit nicht bekannt (noch nie beobachtet)',
  'text.kind-unobserved-failing':
    '{{kind}} des Clusters {{cluster}} sind zurzeit nicht bekannt (noch nie beobachtet: {{because}})',
  'text.kind-outdated':
    '{{kind}} des Clusters {{cluster}} sind zurzeit nicht bekannt (zuletzt beobachtet {{at}})',
  'text.kind-outdated-failing':
    '{{kind}} des Clusters {{cluster}} sind zurzeit nicht bekannt (zuletzt beobachtet {{at}}: {{because}})',
  'text.managed-in-git':
    '{{controller}} verwaltet den Namespace {{namespace}} ({{mark}}): Diese Änderung kann rückgängig gemacht werden, wenn sie nicht auch im Manifest des Namespace in Git steht',
  'text.changed-in-git':
    '{{controller}} verwaltet den Namespace {{namespace}} ({{mark}}), deshalb ändert sich das Label in Git, durch einen Pull-Request',
  'text.copy-name-taken':
    'Im Namespace {{namespace}} gibt es schon ein ExternalSecret {{name}}, das nicht zu {{distribution}} gehört: {{distribution}} kommt nicht an, bis jenes entfernt oder umbenannt ist',
  'text.secret-shared.external-secret':
    'Das Secret {{secret}} von {{distribution}} schreibt auch das ExternalSecret {{other}}: Nur eines davon kann es haben',
  'text.secret-shared.more':
    'Das Secret {{secret}} von {{distribution}} schreiben auch {{others}} weitere ExternalSecrets: Nur eines davon kann es haben',
  'text.secret-shared.distribution':
    'Das Secret {{secret}} von {{distribution}} schreibt auch die Verteilung {{other}}: Nur eines davon kann es haben',
  'text.secret-shared.distributions':
    'Das Secret {{secret}} von {{distribution}} schreiben auch die Verteilungen {{names}}: Nur eines davon kann es haben',
  'text.store-will-deny':
    '{{store}} lässt den Namespace {{namespace}} nicht zu: {{distribution}} wird abgelehnt, bis das Plattformteam ihn in die Bedingungen des Stores aufnimmt',
  'text.store-awaited':
    '{{store}} ist zurzeit nicht bereit: {{distribution}} wartet darauf',
  'text.leaves-too':
    'Dieselbe Änderung der Labels entfernt auch {{distribution}} aus {{namespace}}',
  'text.not-offered-again':
    '{{distribution}} kann hier nicht erneut angefordert werden: {{because}}',
  'text.secret-stays':
    'Das Secret {{secret}} bleibt zurück, wenn {{distribution}} entfernt wird (creationPolicy {{creationPolicy}}), und wird nicht mehr erneuert',
  'text.conflicts-unknown':
    'Nicht jeder Konflikt konnte gesucht werden: {{because}}',
  'text.dry-run-refused': '{{because}}',
  'text.not-a-user': 'Nur angemeldete Personen können ein Secret anfordern',
  'text.permission-missing': 'Ihnen fehlt die Berechtigung {{permission}}',
  'text.permission-missing.for-entity':
    'Ihnen fehlt die Berechtigung {{permission}} für {{entity}}',
  'text.requests-disabled':
    'Anforderungen sind auf dieser Plattform abgeschaltet (centralSecrets.requests.mode: disabled); bitten Sie das Plattformteam, das Label zu ändern',
  'text.requests-disabled.labels':
    'Anforderungen sind auf dieser Plattform abgeschaltet (centralSecrets.requests.mode: disabled); bitten Sie das Plattformteam, die Labels des Namespace {{namespace}} im Cluster {{cluster}} zu ändern: {{labels}}',
  'text.requests-in-git':
    'Labels werden auf dieser Plattform in Git geändert (centralSecrets.requests.mode: gitops), und für Pull-Requests ist kein Repository konfiguriert (centralSecrets.requests.gitops.repositories); ändern Sie das Label im Manifest des Namespace in Git',
  'text.namespace-in-git':
    '{{controller}} verwaltet den Namespace {{namespace}} ({{mark}}), deshalb werden seine Labels nur in Git geändert; ändern Sie das Label im Manifest des Namespace, oder bitten Sie das Plattformteam, Pull-Requests zu konfigurieren (centralSecrets.requests.gitops.repositories)',
  'text.no-namespace-file':
    'Labels werden auf dieser Plattform in Git geändert, und für den Namespace {{namespace}} des Clusters {{cluster}} ist keine Datei konfiguriert; bitten Sie das Plattformteam, sie hinzuzufügen (centralSecrets.requests.gitops.repositories) oder das Label in Git zu ändern',
  'text.not-an-owner':
    'Das darf nur ein Owner von {{entity}}, und Sie gehören nicht zu {{owners}}',
  'text.no-owner':
    '{{entity}} hat im Katalog keinen Owner, deshalb ist es nicht erlaubt; setzen Sie spec.owner',
  'text.binding-unconfirmed':
    'Der Namespace {{namespace}} bestätigt nicht, dass er zu dieser Entity gehört',
  'text.namespace-protected':
    'Labels des Namespace {{namespace}} können von hier nicht geändert werden: Er ist geschützt (centralSecrets.requests.protectedNamespaces); fragen Sie das Plattformteam',
  'text.review-needs-file':
    'Es wird nur durch einen geprüften Pull-Request vergeben, und für den Namespace {{namespace}} des Clusters {{cluster}} ist keine Datei konfiguriert; bitten Sie das Plattformteam, sie hinzuzufügen (centralSecrets.requests.gitops.repositories) oder das Label in Git zu ändern',
  'text.no-writer':
    'Labels im Cluster {{cluster}} können von hier nicht geändert werden: Zugangsdaten zum Schreiben sind nicht konfiguriert (centralSecrets.clusters[].writer)',
  'text.writer-right-missing':
    'Den Zugangsdaten zum Schreiben im Cluster {{cluster}} fehlt ein Recht; das Plattformteam muss ihnen get und patch auf namespaces erlauben (der API-Server sagt: {{answer}})',
  'text.change-refused':
    'Der Cluster {{cluster}} lehnt diese Änderung des Namespace {{namespace}} ab: {{answer}}',
  'text.selects-by-name':
    'Es wählt Namespaces nach ihrem Namen aus, den kein Label ändert',
  'text.selects-by-name.this':
    'Es wählt diesen Namespace nach seinem Namen aus, den kein Label ändert',
  'text.selects-every-namespace': 'Es wählt jeden Namespace aus',
  'text.selects-nothing': 'Es wählt keinen Namespace aus: {{because}}',
  'text.selector-missing': 'Es hat keinen Selektor',
  'text.selector-contradictory':
    'Seine Bedingungen für das Label {{label}} widersprechen sich',
  'text.selection-permanent': 'Keine Änderung der Labels beendet die Auswahl',
  'text.selectors-too-complex':
    'Seine Selektoren sind zu komplex, um jede Änderung zu suchen, und keine versuchte beendet die Auswahl; bitten Sie das Plattformteam, die Labels zu ändern',
  'text.several-reasons': '{{reasons}}',
  'text.selector-problem': 'Selektor {{position}} von {{total}}: {{because}}',
  'text.label-key-invalid': '"{{key}}" ist kein Schlüssel eines Labels',
  'text.label-value-invalid':
    '"{{value}}" bei {{key}} ist kein Wert eines Labels',
  'text.operator-invalid':
    '"{{operator}}" bei {{key}} ist kein Operator: Verwenden Sie In, NotIn, Exists oder DoesNotExist',
  'text.values-missing': '{{operator}} bei {{key}} nennt keine Werte',
  'text.values-unexpected': '{{operator}} bei {{key}} darf keine Werte nennen',
  'text.label-not-allowed':
    'Das Label {{label}} darf von hier nicht geändert werden; erlaubt sind {{allowed}} (centralSecrets.requests.allowedLabels), oder bitten Sie das Plattformteam, es zu setzen',
  'text.brings-unoffered':
    'Die Änderung der Labels ({{labels}}) würde nach {{namespace}} auch Verteilungen bringen, die hier nicht angefordert werden können: {{distributions}}. Bitten Sie das Plattformteam, diesen Verteilungen eigene Labels zu geben',
  'text.brings-unoffered.and-hidden':
    'Die Änderung der Labels ({{labels}}) würde nach {{namespace}} auch Verteilungen bringen, die hier nicht angefordert werden können: {{distributions}}; eine Verteilung, die den Ownern dieser Komponente nicht angeboten wird. Bitten Sie das Plattformteam, diesen Verteilungen eigene Labels zu geben',
  'text.brings-unoffered.hidden':
    'Die Änderung der Labels ({{labels}}) würde nach {{namespace}} auch eine Verteilung bringen, die den Ownern dieser Komponente nicht angeboten wird. Bitten Sie das Plattformteam, diesen Verteilungen eigene Labels zu geben',
  'text.unoffered': '{{distribution}} ({{because}})',
  'text.search-incomplete':
    '{{because}} (die Selektoren sind zu komplex, um jede Änderung zu versuchen)',
  'text.not-observed-yet': 'Noch nicht beobachtet',
  'text.not-observed-lately': 'In letzter Zeit nicht beobachtet',
  'text.in-namespaces_one': 'Im Namespace {{names}}: {{because}}',
  'text.in-namespaces_other': 'In den Namespaces {{names}}: {{because}}',
  'text.in-some-namespaces':
    'In einem oder mehreren der Namespaces, die Backstage beobachtet',
  'text.namespace-not-observed':
    'Der Namespace {{namespace}} gehört nicht zu denen, die Backstage beobachtet (centralSecrets.clusters[].namespaces)',
  'text.request-failed': '{{request}}: HTTP {{status}}',
  'text.request-failed.answered': '{{request}}: {{answer}} (HTTP {{status}})',
  'text.watch-failed':
    'Die Beobachtung endete mit einem Fehler: HTTP {{status}}',
  'text.watch-failed.answered':
    'Die Beobachtung endete mit einem Fehler: {{answer}} (HTTP {{status}})',
  'text.kind-not-served':
    'Der Cluster bietet {{resource}} nicht in Version {{versions}} an; prüfen Sie, ob der External Secrets Operator installiert ist',
  'text.no-answer': '{{problem}}',
  'text.no-answer-within': 'Keine Antwort innerhalb von {{seconds}} s',
  'text.no-page-within': 'Keine Seite innerhalb von {{seconds}} s',
  'text.no-list-within': 'Nichts von der Liste innerhalb von {{seconds}} s',
  'text.no-credential': 'Zugangsdaten sind nicht verfügbar: {{problem}}',
  'text.watch-silent': 'Die Beobachtung ist verstummt',
  'text.version-expired':
    'Der API-Server kennt die zuletzt gesehene Version nicht mehr',
  'text.version-older': 'Der API-Server ist in der Zeit zurückgegangen',
  'text.list-ended-early': 'Der API-Server hat eine Liste zu früh beendet',
  'text.watch-ended-early':
    'Der API-Server hat die Beobachtung zu früh beendet',
  'text.answer-too-large':
    'Die Antwort auf {{path}} ist größer als {{size}}, die Grenze für das Lesen',
  'text.object-too-large':
    'Ein einzelnes Objekt von {{path}} ist größer als {{size}}, die Grenze für das Lesen; verkleinern oder löschen Sie es',
  'text.object-unusable':
    'Ein Objekt des API-Servers konnte nicht verarbeitet werden: {{problem}}',
  'text.not-json':
    'Der API-Server hat auf {{path}} mit etwas geantwortet, das kein JSON ist',
  'text.not-json.event':
    'Der API-Server hat ein Watch-Event gesendet, das kein JSON ist',
  'text.list-malformed':
    'Der API-Server hat eine Liste ohne Einträge oder ohne Version gesendet',
  'text.list-malformed.item-too-long':
    'Der API-Server hat eine Liste mit einem Eintrag gesendet, der zu lang zum Lesen ist',
  'text.list-malformed.page':
    'Der API-Server hat statt der ganzen Liste eine Seite gesendet',
  'text.event-malformed':
    'Der API-Server hat ein Watch-Event ohne Typ gesendet',
  'text.event-malformed.version':
    'Der API-Server hat ein Watch-Event vom Typ {{type}} ohne resourceVersion gesendet',
  'text.event-malformed.type':
    'Der API-Server hat ein Watch-Event vom unbekannten Typ {{type}} gesendet',
  'text.line-malformed':
    'Der API-Server hat die Beobachtung mitten in einer Zeile beendet',
  'text.line-malformed.too-long':
    'Der API-Server hat eine Zeile von mehr als {{size}} gesendet',
  'text.too-much.objects':
    'Unter {{path}} sind mehr als {{limit}} Objekte, die Grenze für das Lesen',
  'text.too-much.bytes':
    'Unter {{path}} sind mehr als {{size}}, die Grenze für das Lesen',
  'text.too-much.references':
    'Unter {{path}} sind mehr als {{limit}} Verwendungen von Secrets, die Grenze für das Lesen',
  'text.too-much.places':
    '{{name}} nennt Secrets an mehr Stellen, als Backstage liest',
  'text.locator-unsupported':
    "Cluster, die '{{locator}}' findet, können nicht beobachtet werden, denn nur das Kubernetes-Plugin kann sie finden; nennen Sie sie unter centralSecrets.clusters",
  'text.auth-provider-unsupported':
    "Der authProvider '{{authProvider}}' meldet einzelne Personen an oder erstellt kurzlebige Tokens, und eine Beobachtung braucht eine dauerhafte Identität; nennen Sie den Cluster unter centralSecrets.clusters, mit einer kubeconfig oder einem serviceAccountToken",
  'text.url-missing': 'Die url fehlt',
  'text.cluster-name-invalid':
    "Der Name '{{name}}' muss aus Buchstaben, Ziffern, '.', '_', ':' und '-' bestehen und mit einem Buchstaben oder einer Ziffer beginnen und enden: Er ist Teil der id jeder Lieferung",
  'text.confirmed-by-annotation': 'Annotation {{key}}={{value}} am Namespace',
  'text.confirmed-by-label': 'Label {{key}}={{value}} am Namespace',
  'text.confirmed-by-owner-label': 'Owner-Label {{key}}={{value}} am Namespace',

  'text.internal-rule.bootstrap':
    'Secrets für den Bootstrap dürfen nicht intern verteilt werden (MUST NOT)',
  'text.internal-rule.outside-configuration':
    'Ein Wert gilt nur dann als intern, wenn er im Cluster erzeugt wird und nicht von außen kommt',
  'text.internal-rule.third-party':
    'Externe Zugangsdaten und die von Dritten dürfen nicht intern verteilt werden (MUST NOT)',
  'text.internal-rule.cloud-provider':
    'Secrets eines Cloud-Anbieters dürfen nicht intern verteilt werden (MUST NOT)',
  'text.internal-rule.human-created':
    'Von Hand erzeugte Secrets dürfen nicht intern verteilt werden (MUST NOT)',
  'text.internal-rule.same-namespace':
    'Secrets, die in einem Namespace bleiben, dürfen nicht intern verteilt werden (MUST NOT)',
  'text.internal-rule.all-conditions-met':
    'Die interne Verteilung ist Pflicht (MUST), wenn ein Wert im Cluster erzeugt wird, Namespaces überschreitet und einen Audit-Trail und einen zentralen Lebenszyklus braucht',
  'text.internal-rule.rotation-coordinated':
    'Die interne Verteilung soll verwendet werden (SHOULD), wenn die Rotation über Namespaces hinweg abgestimmt wird',
  'text.internal-rule.policy-enforced':
    'Die interne Verteilung soll verwendet werden (SHOULD), wenn Richtlinien zentral durchgesetzt werden',
  'text.internal-rule.static-configuration':
    'Unveränderliche Konfiguration kann intern verteilt werden (MAY)',
  'text.internal-rule.several-consumers':
    'Die interne Verteilung soll verwendet werden (SHOULD), wenn Verbraucher in mehreren Namespaces denselben Wert brauchen',
  'text.internal-rule.dynamic-configuration':
    'Veränderliche Endpunkte werden intern verteilt',
  'text.internal-rule.operator-generated':
    'Zugangsdaten, die ein Operator erzeugt, werden intern verteilt',
  'text.internal-rule.one-consumer':
    'Ein einzelner Verbraucher in einem anderen Namespace erhält den Wert durch interne Verteilung',
  'text.internal-alternative.bootstrap-materialization':
    'Stellen Sie den Wert beim Bootstrap aus verschlüsseltem Git bereit (RFC, Abschnitt 5.2)',
  'text.internal-alternative.external-sources':
    'Bewahren Sie den Wert im Hub auf, und verteilen Sie ihn von dort (RFC, Abschnitt 5.3)',
  'text.internal-alternative.cloud-secret-store':
    'Lesen Sie den Wert aus dem Secret Store des Cloud-Anbieters',
  'text.internal-alternative.encrypted-git':
    'Bewahren Sie den Wert in verschlüsseltem Git auf, und stellen Sie ihn beim Bootstrap bereit',
  'text.internal-alternative.config-map-in-git':
    'Bewahren Sie den Wert in Git auf, als ConfigMap jedes Verbrauchers',
  'text.internal-alternative.direct-reference':
    'Verwenden Sie das Secret oder die ConfigMap des Erzeugers direkt',
  'text.internal-alternative.config-map-replication':
    'Replizieren Sie eine ConfigMap in jeden Namespace',
  'text.answer-unreadable':
    '{{field}} {{value}} ist kein Objekt: Geben Sie jeder Antwort ein Feld',
  'text.answer-unreadable.choice':
    '{{field}} {{value}} ist keine Antwort: Verwenden Sie {{words}}',
  'text.answer-unreadable.choices':
    '{{field}} {{value}} ist keine Antwort: Verwenden Sie beliebige von {{words}}',
  'text.answer-unreadable.list':
    '{{field}} {{value}} ist keine Liste: Verwenden Sie beliebige von {{words}}',
  'text.answer-unreadable.namespace':
    '{{field}} {{value}} ist kein Name eines Namespaces: Verwenden Sie Kleinbuchstaben, Ziffern und Bindestriche, höchstens 63, etwa temporal',
  'text.answer-unreadable.consumers':
    '{{field}} {{value}} nennt keinen Namespace: Nennen Sie die, deren Workloads den Wert verwenden, etwa temporal',
  'text.answer-contradicts.producer':
    '{{field}} {{value}} widerspricht origin {{origin}}, das im Cluster ist: Nennen Sie den Namespace des Secrets, aus dem der Wert stammt',
  'text.answer-contradicts.derived':
    '{{field}} {{value}} widerspricht origin {{origin}}: Wählen Sie origin derived, oder lassen Sie derivedFrom weg',
  'text.answer-contradicts.outside':
    '{{field}} {{value}} widerspricht origin derived, das nur aus internen Werten besteht (5a.2.1): Wählen Sie origin {{origin}}, oder nehmen Sie es aus dem Wert heraus',
  'text.answer-contradicts.static':
    '{{field}} {{value}} widerspricht changes static: Wählen Sie changes dynamic, oder lassen Sie rotation weg',
  'text.answer-contradicts.reach':
    '{{field}} {{value}} widerspricht consumerNamespaces, von denen {{crossed}} nicht der des Erzeugers sind: Wählen Sie {{actual}}, oder korrigieren Sie die Namespaces',
  'text.internal-path.parts':
    '"{{part}}" hat nicht die Form {{secret}} oder {{configuration}}: Schreiben Sie etwa {{example}}',
  'text.internal-path.characters':
    '"{{part}}" hat andere Zeichen als Kleinbuchstaben, Ziffern und einzelne Bindestriche: Schreiben Sie etwa {{example}}',
  'text.internal-path.environment':
    '"{{part}}" nennt eine Umgebung, wofür es in Vault Namespaces gibt: Schreiben Sie etwa {{example}}',
  'text.plan-name.long':
    '{{value}} hat {{characters}} Zeichen: Schreiben Sie höchstens 63, etwa {{example}}',
  'text.plan-name.namespace':
    '{{field}} {{value}} ist kein Name eines Namespaces: Verwenden Sie Kleinbuchstaben, Ziffern und Bindestriche, höchstens 63, etwa temporal',
  'text.plan-name.object':
    '{{field}} {{value}} ist kein Name eines Objekts: Verwenden Sie Kleinbuchstaben, Ziffern, Bindestriche und Punkte, höchstens 253, etwa temporal-postgres',
  'text.plan-name.no-consumers':
    '{{field}} ist leer: Nennen Sie von jedem den Namespace und das Secret, etwa temporal und temporal-postgres',
  'text.plan-name.no-keys':
    '{{field}} ist leer, und jeder Schlüssel wird ausdrücklich genannt: Nennen Sie mindestens einen, etwa password',
  'text.plan-name.key':
    '{{value}} ist kein Schlüssel eines Secrets: Verwenden Sie Buchstaben, Ziffern, ".", "_" und "-", etwa password',
  'text.plan-name.property':
    '{{value}} ist keine Property: Verwenden Sie Buchstaben, Ziffern, "_" und "-", höchstens 63, etwa password',
  'text.plan-name.property-unusual':
    '{{value}} heißt üblicherweise anders: Schreiben Sie {{usual}}',
  'text.plan-name.property-secret':
    '{{value}} gehört zu Zugangsdaten: Schreiben Sie es unter platform-data, etwa platform-data/postgres/temporal',
  'text.plan-name.property-configuration':
    '{{value}} ist Konfiguration: Schreiben Sie es unter platform-config, etwa platform-config/postgres/platform-postgres',
  'text.plan-name.property-twice':
    '{{value}} ist zweimal genannt: Geben Sie jedem Schlüssel eine eigene Property, etwa username und password',
  'text.plan-name.own-namespace':
    '{{value}} ist der Namespace des Erzeugers: Verwenden Sie dort das Secret {{secret}} direkt',
  'text.plan-name.consumer-twice':
    '{{value}} ist zweimal genannt: Geben Sie jedem Verbraucher ein eigenes Secret, etwa temporal-postgres',
  'text.plan-name.interval':
    '{{value}} ist kein Intervall, und so käme eine Rotation nie an: Schreiben Sie etwa 1h oder 5m',
} as const;
