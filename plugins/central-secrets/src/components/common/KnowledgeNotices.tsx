import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import { errorText } from '../../model/errors';
import type { Knowledge, KnowledgeProblem } from '../../model/knowledge';
import { messageText, translateMessage } from '../../model/messageText';
import { durationText, relativeText, universalText } from '../../model/time';
import { kindText } from '../../model/words';
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

  const problemText = ({
    cluster,
    kinds,
    reason,
    observedAt,
  }: KnowledgeProblem) => {
    const why = reason ? translateMessage(reason, t, universalText) : '';
    return kinds
      ? t('knowledge.unreadable', {
          cluster,
          kinds: kinds.map(kindText).join(', '),
          reason: why,
        })
      : t('knowledge.unreachable', {
          cluster,
          reason: why,
          age:
            observedAt === undefined
              ? t('age.never')
              : relativeText(observedAt, now, t),
        });
  };

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
      {knowledge.skipped.map(({ name, reason }) => (
        <Alert
          variant="outlined"
          key={`${name} ${JSON.stringify(reason)}`}
          severity="warning"
          role="note"
          className={classes.root}
        >
          {name === null
            ? t('knowledge.skippedUnnamed', { reason: messageText(reason, t) })
            : t('knowledge.skipped', {
                cluster: name,
                reason: messageText(reason, t),
              })}
        </Alert>
      ))}
      {knowledge.problems.map(problem => (
        <Alert
          variant="outlined"
          key={`${problem.cluster} ${problem.kinds?.join()}`}
          severity="warning"
          role="note"
          className={classes.root}
        >
          {problemText(problem)}
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
