import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { Delivery } from '@central-secrets/backstage-plugin-central-secrets-common';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { hopMessage } from '../../model/message';
import { parseTime } from '../../model/time';
import { actorText } from '../../model/words';
import { centralSecretsTranslationRef } from '../../translation';
import { Ago } from '../common/Ago';
import { Code, CodeBlock } from '../common/Code';
import { CopyButton } from '../common/CopyButton';
import { Sentence } from '../common/Sentence';
import { StateLabel } from '../common/StateLabel';
import type { Unproven } from '../DeliveryDrawer/Candidates';
import { Why } from '../DeliveryDrawer/Why';

const useStyles = makeStyles(
  theme => ({
    root: {
      padding: theme.spacing(1.5, 0),
      '& + &': { borderTop: `1px solid ${theme.palette.divider}` },
    },
    head: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(0, 1.5),
    },
  }),
  { name: 'CentralSecretsHopDetails' },
);

/** All that is known of one hop: its state, the facts, the remedy, and who can act. */
export function HopDetails(props: {
  readonly title: string;
  readonly detail: string;
  readonly hop: Pick<
    Delivery,
    'evidence' | 'remedy' | 'since' | 'state' | 'summary' | 'warnings'
  > &
    Unproven;
  /** The chain. */
  readonly place: { readonly path: string; readonly cluster: string };
  /** The last success. */
  readonly lastSuccess: string | null;
}) {
  const { title, detail, hop } = props;
  const { by, command } = hop.remedy;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const classes = useStyles();
  const lastSuccess = parseTime(props.lastSuccess);
  return (
    <li className={classes.root}>
      <div className={classes.head}>
        <StateLabel state={hop.state} />
        <Code>{title}</Code>
        <Code>{detail}</Code>
      </div>
      <Typography variant="body2">
        <Sentence message={hop.summary} />
      </Typography>
      <Typography variant="body2">
        <strong>{actorText(by, t)}</strong>
        {': '}
        <Sentence message={hop.remedy} />
      </Typography>
      {command && (
        <>
          <CodeBlock label={t('copy.command')} text={command} />
          <CopyButton label={t('copy.command')} text={command} />
        </>
      )}
      {by === 'platform' && (
        <CopyButton
          label={t('copy.message')}
          text={hopMessage(
            hop,
            { ...props.place, name: title, link: window.location.href },
            t,
          )}
        />
      )}
      <Typography variant="body2" color="textSecondary">
        {lastSuccess === undefined
          ? t('chains.neverSucceeded')
          : t('chains.lastSuccess', { ago: <Ago at={lastSuccess} /> })}
      </Typography>
      <Why delivery={hop} />
    </li>
  );
}
