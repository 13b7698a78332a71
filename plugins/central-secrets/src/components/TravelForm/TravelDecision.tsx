import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { InternalDistributionDecision } from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  alternativeText,
  ruleSentence,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { centralSecretsTranslationRef } from '../../translation';
import { Sentence } from '../common/Sentence';

const useStyles = makeStyles(
  theme => ({ root: { marginTop: theme.spacing(3) } }),
  { name: 'CentralSecretsTravelDecision' },
);

/** The decision, the rule that says so, and the alternative. A screen reader reads it when it changes. */
export function TravelDecision(props: {
  readonly decision: InternalDistributionDecision | undefined;
  /** How many answers have to be corrected first. */
  readonly problemCount: number;
}) {
  const { decision, problemCount } = props;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const classes = useStyles();
  return (
    <div role="status" className={classes.root}>
      {problemCount > 0 && (
        <Typography variant="body2">
          {t('travel.problems', { count: problemCount })}
        </Typography>
      )}
      {decision && (
        <>
          <Typography variant="h6" component="h3">
            {t(`travel.decision.${decision.rule.decision}`)}
          </Typography>
          <Typography variant="body2">
            <Sentence message={ruleSentence(decision.rule)} />{' '}
            {t('travel.rule', {
              strength: decision.rule.strength,
              section: decision.rule.section,
            })}
          </Typography>
          {decision.rule.alternative && (
            <Typography variant="body2">
              {t(
                decision.rule.decision === 'optional'
                  ? 'travel.orElse'
                  : 'travel.instead',
              )}{' '}
              <Sentence message={alternativeText(decision.rule.alternative)} />
            </Typography>
          )}
        </>
      )}
    </div>
  );
}
