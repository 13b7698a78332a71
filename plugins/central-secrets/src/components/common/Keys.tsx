import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type { DescribedKeys } from '../../model/keys';
import { findPurpose } from '../../model/keys';
import { centralSecretsTranslationRef } from '../../translation';
import { Code } from './Code';

const useStyles = makeStyles(
  theme => ({
    inline: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0, 1.5),
    },
  }),
  { name: 'CentralSecretsKeys' },
);

/**
 * The names of a Secret's keys, each with its purpose where the distribution
 * states one. Where the keys are known only at the source, it says so and names
 * those that the distribution describes.
 */
export function Keys({ secret }: { readonly secret: DescribedKeys }) {
  const { keys, keysLeftOut, keyPurposes } = secret;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const classes = useStyles();
  const shown = keys ?? Object.keys(keyPurposes ?? {});
  const described = shown.map(key => {
    const purpose = findPurpose(secret, key);
    return (
      <div key={key}>
        {purpose === undefined ? (
          <Code>{key}</Code>
        ) : (
          t('row.keyPurpose', { key: <Code>{key}</Code>, purpose })
        )}
      </div>
    );
  });
  return (
    <Typography
      variant="body2"
      color="textSecondary"
      component="div"
      className={keyPurposes ? undefined : classes.inline}
    >
      {!keys && <div>{t('row.keysUnknown')}</div>}
      {described}
      {keysLeftOut !== undefined && (
        <div>{t('row.moreKeys', { more: String(keysLeftOut) })}</div>
      )}
    </Typography>
  );
}
