import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { Delivery } from '@central-secrets/backstage-plugin-central-secrets-common';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { checkActorText } from '../../model/words';
import { centralSecretsTranslationRef } from '../../translation';
import { CopyButton } from '../common/CopyButton';
import { Sentence } from '../common/Sentence';

const useStyles = makeStyles(
  theme => ({
    root: { marginTop: theme.spacing(1) },
    list: { margin: 0, paddingLeft: theme.spacing(3) },
  }),
  { name: 'CentralSecretsCandidates' },
);

/** What may not be proven: of a delivery, or of a push. */
export type Unproven = Pick<Delivery, 'certainty'> & {
  readonly candidates: readonly Pick<
    Delivery['candidates'][number],
    'by' | 'check' | 'command'
  >[];
};

/**
 * Says that the cause is not proven, and lists the checks that decide, in the
 * order in which to make them. Nothing where the cause is proven.
 */
export function Candidates({ delivery }: { readonly delivery: Unproven }) {
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const classes = useStyles();
  const { candidates, certainty } = delivery;
  if (candidates.length === 0) {
    return null;
  }
  return (
    <div className={classes.root}>
      <Typography variant="body2">
        {t(certainty === 'likely' ? 'candidates.likely' : 'candidates.unknown')}
      </Typography>
      <ol className={classes.list}>
        {candidates.map(({ check, by, command }) => (
          <Typography key={check.code} variant="body2" component="li">
            <Sentence message={check} />{' '}
            <Typography variant="body2" component="span" color="textSecondary">
              {checkActorText(by, t)}
            </Typography>
            {command && (
              <>
                {' '}
                <CopyButton label={t('copy.command')} text={command} />
              </>
            )}
          </Typography>
        ))}
      </ol>
    </div>
  );
}
