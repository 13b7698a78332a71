import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { Distribution } from '@central-secrets/backstage-plugin-central-secrets-common';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type { ReactNode } from 'react';
import { durationText } from '../../model/time';
import { centralSecretsTranslationRef } from '../../translation';
import { Code } from '../common/Code';
import { Keys } from '../common/Keys';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 10rem) minmax(0, 1fr)',
      gap: theme.spacing(0.5, 2),
      margin: theme.spacing(0, 0, 3),
      padding: theme.spacing(1.5, 2),
    },
    name: { color: theme.palette.text.secondary },
    value: { margin: 0 },
  }),
  { name: 'CentralSecretsFacts' },
);

/**
 * The Secret that a distribution delivers, its source, and how a namespace
 * requests it.
 */
export function Facts(props: { readonly distribution: Distribution }) {
  const { secret, store, requestLabels, refreshIntervalMs, documentationUrl } =
    props.distribution;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const classes = useStyles();
  const labels = Object.entries(requestLabels);
  const fact = (name: string, value: ReactNode) => (
    <>
      <Typography variant="body2" component="dt" className={classes.name}>
        {name}
      </Typography>
      <Typography variant="body2" component="dd" className={classes.value}>
        {value}
      </Typography>
    </>
  );
  return (
    <Paper
      component="dl"
      aria-label={t('distribution.facts')}
      className={classes.root}
    >
      {fact(
        t('distribution.secret'),
        <>
          <Code>{secret.name}</Code> {secret.type}
        </>,
      )}
      {fact(t('distribution.keys'), <Keys secret={secret} />)}
      {fact(
        t('distribution.store'),
        <>
          {store.kind} <Code>{store.name}</Code>
        </>,
      )}
      {fact(
        t('distribution.label'),
        labels.length > 0
          ? labels.map(([key, value]) => (
              <div key={key}>
                <Code>{`${key}: "${value}"`}</Code>
              </div>
            ))
          : t('distribution.noLabel'),
      )}
      {fact(
        t('distribution.refresh'),
        refreshIntervalMs > 0
          ? durationText(refreshIntervalMs, t)
          : t('distribution.noRefresh'),
      )}
      {documentationUrl &&
        fact(
          t('distribution.documentation'),
          <Link to={documentationUrl}>{documentationUrl}</Link>,
        )}
    </Paper>
  );
}
