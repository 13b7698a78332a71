import type { Delivery } from '@central-secrets/backstage-plugin-central-secrets-common';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { parseTime } from '../../model/time';
import { Ago } from '../common/Ago';
import { Code } from '../common/Code';
import { Sentence } from '../common/Sentence';
import type { Unproven } from './Candidates';
import { Candidates } from './Candidates';

const useStyles = makeStyles(
  theme => ({
    list: { margin: 0, padding: 0, listStyle: 'none' },
    item: {
      padding: theme.spacing(0.5, 0),
      overflowWrap: 'anywhere',
    },
  }),
  { name: 'CentralSecretsWhy' },
);

/** The facts that the state was derived from, and what is true beside it. */
export function Why(props: {
  readonly delivery: Pick<Delivery, 'evidence' | 'warnings'> & Unproven;
}) {
  const { delivery } = props;
  const classes = useStyles();
  return (
    <>
      <ul className={classes.list}>
        {delivery.evidence.map((fact, index) => {
          const at = parseTime(fact.at);
          return (
            <li
              key={`${fact.kind}/${fact.name}/${fact.field}/${index}`}
              className={classes.item}
            >
              <Typography variant="body2" color="textSecondary">
                {fact.kind}{' '}
                <Code>
                  {fact.namespace ? `${fact.namespace}/` : ''}
                  {fact.name}
                </Code>
                {' · '}
                <Code>{fact.field}</Code>
                {at !== undefined && (
                  <>
                    {' · '}
                    <Ago at={at} />
                  </>
                )}
              </Typography>
              <Typography variant="body2">{fact.value}</Typography>
            </li>
          );
        })}
      </ul>
      <Candidates delivery={delivery} />
      {delivery.warnings.map((warning, index) => (
        <Typography key={index} variant="body2">
          <Sentence message={warning} />
        </Typography>
      ))}
    </>
  );
}
