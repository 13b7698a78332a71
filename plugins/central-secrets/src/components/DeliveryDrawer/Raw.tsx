import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { Delivery } from '@central-secrets/backstage-plugin-central-secrets-common';
import Accordion from '@material-ui/core/Accordion';
import AccordionDetails from '@material-ui/core/AccordionDetails';
import AccordionSummary from '@material-ui/core/AccordionSummary';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import ExpandMoreIcon from '@material-ui/icons/ExpandMore';
import { stringify } from 'yaml';
import { centralSecretsTranslationRef } from '../../translation';
import { CodeBlock } from '../common/Code';
import { CopyButton } from '../common/CopyButton';

const useStyles = makeStyles(
  theme => ({
    details: { display: 'block', minWidth: 0 },
    actions: { display: 'flex', gap: theme.spacing(1) },
  }),
  { name: 'CentralSecretsRaw' },
);

/** The delivery as the backend tells it: an allow-list of facts, without any value of a Secret. */
export function Raw({ delivery }: { readonly delivery: Delivery }) {
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const classes = useStyles();
  const yaml = stringify(delivery);
  return (
    <Accordion variant="outlined" TransitionProps={{ unmountOnExit: true }}>
      <AccordionSummary expandIcon={<ExpandMoreIcon />}>
        <Typography variant="body2">{t('drawer.rawHint')}</Typography>
      </AccordionSummary>
      <AccordionDetails className={classes.details}>
        <CodeBlock label={t('drawer.raw')} text={yaml} />
        <div className={classes.actions}>
          <CopyButton label={t('copy.yaml')} text={yaml} />
          <CopyButton
            label={t('copy.json')}
            text={JSON.stringify(delivery, null, 2)}
          />
        </div>
      </AccordionDetails>
    </Accordion>
  );
}
