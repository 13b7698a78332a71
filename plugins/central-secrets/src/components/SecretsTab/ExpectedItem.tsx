import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Typography from '@material-ui/core/Typography';
import type { ExpectedRow } from '../../model/rows';
import { centralSecretsTranslationRef } from '../../translation';
import { Ago } from '../common/Ago';
import { useServerNow } from '../common/ServerTime';
import { StateLabel } from '../common/StateLabel';
import { Keys } from '../common/Keys';
import { RowLayout } from '../common/RowLayout';

/** From then on it is unusual that the cluster shows nothing of a change. */
const LATE_AFTER_MS = 30_000;

/** A Secret that was asked for a moment ago, until the cluster shows it. */
export function ExpectedItem(props: {
  readonly row: ExpectedRow;
  readonly place?: string;
}) {
  const { row } = props;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const isLate = useServerNow() - row.askedAt > LATE_AFTER_MS;
  return (
    <RowLayout
      state={<StateLabel state="pending" />}
      name={row.secret.name}
      description={row.description}
      details={
        <>
          <Typography variant="body2">
            {t(isLate ? 'row.expectedLate' : 'row.expected', {
              ago: <Ago at={row.askedAt} />,
            })}
          </Typography>
          <Keys secret={row.secret} />
        </>
      }
      aside={
        <>
          <div>{t(isLate ? 'move.platform' : 'move.nobody')}</div>
          {props.place && <div>{props.place}</div>}
        </>
      }
      action={null}
    />
  );
}
