import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import { errorText } from '../../model/errors';
import type { Knowledge, KnowledgeProblem } from '../../model/knowledge';
import { KIND_NAMES } from '../../model/knowledge';
import { durationText, relativeText } from '../../model/time';
import { centralSecretsTranslationRef } from '../../translation';
import { useServerNow } from './ServerTime';

const useStyles = makeStyles(
  theme => ({ root: { marginBottom: theme.spacing(2) } }),
  { name: 'CentralSecretsKnowledgeNotices' },
);

/** Names everything that is not known now, with the reason. */
export function KnowledgeNotices(props: {
  readonly knowledge: Knowledge;
  readonly answeredAt: number;
  readonly refreshError?: Error;
}) {
  const { knowledge, answeredAt, refreshError } = props;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const classes = useStyles();
  const now = useServerNow();

  const sentence = ({ cluster, kinds, reason, observedAt }: KnowledgeProblem) =>
    kinds
      ? t('knowledge.unreadable', {
          cluster,
          kinds: kinds.map(kind => KIND_NAMES[kind]).join(', '),
          reason,
        })
      : t('knowledge.unreachable', {
          cluster,
          reason,
          age:
            observedAt === undefined
              ? t('age.never')
              : relativeText(observedAt, now, t),
        });

  return (
    <>
      {refreshError && (
        <Alert
          variant="outlined"
          severity="warning"
          role="status"
          className={classes.root}
        >
          {t('age.refreshFailedKept', {
            duration: durationText(now - answeredAt, t),
            reason: errorText(refreshError),
          })}
        </Alert>
      )}
      {knowledge.problems.map(problem => (
        <Alert
          variant="outlined"
          key={`${problem.cluster} ${problem.kinds?.join()}`}
          severity="warning"
          role="note"
          className={classes.root}
        >
          {sentence(problem)}
        </Alert>
      ))}
      {knowledge.otherClocks.map(({ cluster, offsetMs }) => (
        <Alert
          variant="outlined"
          key={cluster}
          severity="info"
          role="note"
          className={classes.root}
        >
          {t(offsetMs > 0 ? 'knowledge.clockAhead' : 'knowledge.clockBehind', {
            cluster,
            duration: durationText(Math.abs(offsetMs), t),
          })}
        </Alert>
      ))}
    </>
  );
}
