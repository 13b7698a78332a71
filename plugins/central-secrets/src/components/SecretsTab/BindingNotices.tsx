import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import type { BindingNotice } from '../../model/bindings';
import { placeId } from '../../model/places';
import { centralSecretsTranslationRef } from '../../translation';
import { Code, CodeBlock } from '../common/Code';
import { CopyButton } from '../common/CopyButton';

const useStyles = makeStyles(
  theme => ({
    root: { marginBottom: theme.spacing(2) },
    message: { flex: 1, minWidth: 0 },
  }),
  { name: 'CentralSecretsBindingNotices' },
);

/** Says of each namespace that cannot be used why not, and what to do about it. */
export function BindingNotices(props: {
  readonly notices: readonly BindingNotice[];
  /** The entity's kind, such as `component`. */
  readonly kind: string;
}) {
  return (
    <>
      {props.notices.map(notice => (
        <Notice
          key={placeId(notice.binding)}
          notice={notice}
          kind={props.kind}
        />
      ))}
    </>
  );
}

function Notice(props: {
  readonly notice: BindingNotice;
  readonly kind: string;
}) {
  const { problem, binding, isPartial } = props.notice;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const classes = useStyles();
  const { namespace, confirmWith } = binding;
  const names = {
    namespace: <Code>{namespace}</Code>,
    cluster: <Code>{binding.cluster}</Code>,
  };
  if (problem === 'elsewhere') {
    return (
      <Typography variant="body2" role="note" paragraph>
        {t('binding.elsewhere', names)}
      </Typography>
    );
  }
  return (
    <Alert
      variant="outlined"
      severity="info"
      role="note"
      classes={{ root: classes.root, message: classes.message }}
    >
      <AlertTitle>{t(`binding.${problem}Title`, { namespace })}</AlertTitle>
      {t(`binding.${problem}`, { kind: props.kind, ...names })}
      {isPartial && <> {t('binding.unconfirmedPartial', names)}</>}
      {problem === 'unconfirmed' && confirmWith && (
        <>
          <CodeBlock label={t('copy.command')} text={confirmWith} />
          <CopyButton label={t('copy.command')} text={confirmWith} />
        </>
      )}
    </Alert>
  );
}
