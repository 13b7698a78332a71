import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { InternalDistributionDecision } from '@central-secrets/backstage-plugin-central-secrets-common';
import Typography from '@material-ui/core/Typography';
import { useState } from 'react';
import type { TravelAnswers, TravelNames } from '../../model/travel';
import { NO_NAMES, planTravel } from '../../model/travel';
import { centralSecretsTranslationRef } from '../../translation';
import { Code, CodeBlock } from '../common/Code';
import { CopyButton } from '../common/CopyButton';
import { DrawerPart } from '../common/DrawerPart';
import { NameField } from './fields';

/** The fields whose text decides the manifests, in their order. */
const FIELDS: readonly (keyof TravelNames)[] = [
  'datasource',
  'holder',
  'sourceSecret',
  'keys',
  'targetSecret',
  'refreshInterval',
];

/** Asks for the names, and shows the PushSecret and the ExternalSecrets to copy. */
export function TravelManifests(props: {
  readonly answers: TravelAnswers;
  readonly decision: InternalDistributionDecision;
}) {
  const { answers, decision } = props;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const [names, setNames] = useState<TravelNames>(NO_NAMES);
  const [touched, setTouched] = useState<ReadonlySet<keyof TravelNames>>(
    new Set(),
  );
  const planned = planTravel(answers, decision, names);
  const problems = 'problems' in planned ? planned.problems : {};
  return (
    <DrawerPart title={t('travel.manifests')}>
      <Typography variant="body2">{t('travel.manifestsHint')}</Typography>
      {FIELDS.map(name => (
        <NameField
          key={name}
          label={t(`travel.names.${name}`)}
          hint={t(`travel.nameHints.${name}`)}
          value={names[name]}
          // A field that was not touched is empty, and not wrong.
          problem={touched.has(name) ? problems[name] : undefined}
          onChange={value => {
            setNames(before => ({ ...before, [name]: value }));
            setTouched(before => new Set(before).add(name));
          }}
        />
      ))}
      {'yaml' in planned && (
        <>
          <Typography variant="body2">
            {t('travel.path', { path: <Code>{planned.plan.path}</Code> })}
          </Typography>
          <CodeBlock label={t('travel.manifests')} text={planned.yaml} />
          <CopyButton label={t('copy.yaml')} text={planned.yaml} />
        </>
      )}
    </DrawerPart>
  );
}
