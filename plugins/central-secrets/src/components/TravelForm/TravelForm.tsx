import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import {
  INTERNAL_NEEDS,
  INTERNAL_ORIGINS,
  INTERNAL_REACHES,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type { FormEvent } from 'react';
import { useState } from 'react';
import type { TravelAnswers } from '../../model/travel';
import { decideTravel, NO_ANSWERS } from '../../model/travel';
import { centralSecretsTranslationRef } from '../../translation';
import { ChoiceField, ChoicesField, NameField } from './fields';
import { TravelDecision } from './TravelDecision';
import { TravelManifests } from './TravelManifests';

const useStyles = makeStyles(
  theme => ({
    actions: { marginTop: theme.spacing(2) },
  }),
  { name: 'CentralSecretsTravelForm' },
);

/**
 * "How should this secret travel?": asks what section 5a of the RFC asks, and
 * decides in the browser. Nothing is sent, and no value is asked for.
 */
export function TravelForm() {
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const classes = useStyles();
  const [answers, setAnswers] = useState<TravelAnswers>(NO_ANSWERS);
  // Problems are not shown before there is an answer to have one.
  const [isAsked, setIsAsked] = useState(false);
  const decided = isAsked ? decideTravel(answers) : undefined;
  const problems = decided && 'problems' in decided ? decided.problems : {};
  const decision =
    decided && 'decision' in decided ? decided.decision : undefined;
  const field = <Field extends keyof TravelAnswers>(name: Field) => ({
    problem: problems[name],
    onChange: (value: TravelAnswers[Field]) =>
      setAnswers(before => ({ ...before, [name]: value })),
  });
  const decide = (event: FormEvent) => {
    event.preventDefault();
    setIsAsked(true);
  };
  return (
    <>
      <form onSubmit={decide} noValidate aria-label={t('travel.title')}>
        <Typography variant="body2">{t('travel.hint')}</Typography>
        <ChoiceField
          label={t('travel.origin')}
          value={answers.origin}
          choices={INTERNAL_ORIGINS.map(value => ({
            value,
            label: t(`travel.origins.${value}`),
          }))}
          {...field('origin')}
        />
        {answers.origin === 'derived' && (
          <ChoicesField
            label={t('travel.derivedFrom')}
            chosen={answers.derivedFrom}
            choices={INTERNAL_ORIGINS.filter(each => each !== 'derived').map(
              value => ({ value, label: t(`travel.origins.${value}`) }),
            )}
            {...field('derivedFrom')}
          />
        )}
        <ChoiceField
          label={t('travel.data')}
          value={answers.data}
          choices={[
            { value: 'secret', label: t('travel.kinds.secret') },
            { value: 'configuration', label: t('travel.kinds.configuration') },
          ]}
          {...field('data')}
        />
        <NameField
          label={t('travel.producerNamespace')}
          hint={t('travel.producerHint')}
          value={answers.producerNamespace}
          {...field('producerNamespace')}
        />
        <NameField
          label={t('travel.consumerNamespaces')}
          hint={t('travel.consumerHint')}
          value={answers.consumerNamespaces}
          {...field('consumerNamespaces')}
        />
        <ChoiceField
          label={t('travel.reach')}
          value={answers.reach}
          choices={INTERNAL_REACHES.map(value => ({
            value,
            label: t(`travel.reaches.${value}`),
          }))}
          {...field('reach')}
        />
        <ChoiceField
          label={t('travel.changes')}
          value={answers.changes}
          choices={[
            { value: 'static', label: t('travel.change.static') },
            { value: 'dynamic', label: t('travel.change.dynamic') },
          ]}
          {...field('changes')}
        />
        <ChoiceField
          label={t('travel.phase')}
          value={answers.phase}
          choices={[
            { value: 'bootstrap', label: t('travel.phases.bootstrap') },
            { value: 'steady-state', label: t('travel.phases.steady-state') },
          ]}
          {...field('phase')}
        />
        <ChoicesField
          label={t('travel.needs')}
          chosen={answers.needs}
          choices={INTERNAL_NEEDS.map(value => ({
            value,
            label: t(`travel.need.${value}`),
          }))}
          {...field('needs')}
        />
        <div className={classes.actions}>
          <Button type="submit" variant="contained" color="primary">
            {t('travel.decide')}
          </Button>
        </div>
      </form>
      <TravelDecision
        decision={decision}
        problemCount={Object.keys(problems).length}
      />
      {decision && decision.rule.decision !== 'do-not-use' && (
        <TravelManifests answers={answers} decision={decision} />
      )}
    </>
  );
}
