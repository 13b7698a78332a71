import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type {
  Delivery,
  EntityChain,
  InternalDistribution,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type { ReactNode } from 'react';
import { otherHopsTexts } from '../../model/chains';
import { centralSecretsTranslationRef } from '../../translation';
import { Code } from '../common/Code';
import { StateLabel } from '../common/StateLabel';

/** More hops of one side are a number. */
const MOST_DRAWN = 5;

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(1),
      [theme.breakpoints.down('xs')]: {
        flexDirection: 'column',
        alignItems: 'stretch',
      },
    },
    side: {
      flex: '1 1 0',
      minWidth: 0,
      display: 'flex',
      flexDirection: 'column',
      gap: theme.spacing(0.5),
    },
    box: {
      padding: theme.spacing(1, 1.5),
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: theme.shape.borderRadius,
    },
    arrow: {
      textAlign: 'center',
      [theme.breakpoints.down('xs')]: { transform: 'rotate(90deg)' },
    },
  }),
  { name: 'CentralSecretsChainPicture' },
);

/**
 * The chain as a picture, from its producers over the store to its consumers.
 * A screen reader gets its name only, because the hops follow as a list.
 */
export function ChainPicture(props: {
  readonly chain: InternalDistribution;
  readonly others?: EntityChain['others'];
}) {
  const { chain, others } = props;
  const { pushes, pushesLeftOut, reads, readsLeftOut, store, path } = chain;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const classes = useStyles();
  const elsewhere = otherHopsTexts(others, t);
  const morePushes = pushesLeftOut + Math.max(0, pushes.length - MOST_DRAWN);
  const moreReads = readsLeftOut + Math.max(0, reads.length - MOST_DRAWN);
  return (
    <div
      role="img"
      aria-label={t('chains.picture', { path })}
      className={classes.root}
    >
      <div className={classes.side}>
        {pushes.slice(0, MOST_DRAWN).map(push => (
          <HopBox
            key={`${push.namespace}/${push.name}`}
            caption={t('chains.step.push')}
            name={`${push.namespace}/${push.name}`}
            state={push.state}
          />
        ))}
        {morePushes > 0 && (
          <Box>{t('chains.morePushes', { count: morePushes })}</Box>
        )}
        {elsewhere.pushes.map(text => (
          <Box key={text}>{text}</Box>
        ))}
      </div>
      <div className={classes.arrow}>→</div>
      <div className={classes.side}>
        <Box>
          <Typography variant="caption" color="textSecondary" component="div">
            {t('chains.step.store')}
          </Typography>
          <Code>{store.name}</Code>
          <div>
            <Code>{path}</Code>
          </div>
        </Box>
      </div>
      <div className={classes.arrow}>→</div>
      <div className={classes.side}>
        {reads.slice(0, MOST_DRAWN).map(read => (
          <HopBox
            key={read.id}
            caption={t('chains.step.read')}
            name={`${read.namespace}/${read.externalSecret}`}
            state={read.state}
          />
        ))}
        {moreReads > 0 && (
          <Box>{t('chains.moreReads', { count: moreReads })}</Box>
        )}
        {elsewhere.reads.map(text => (
          <Box key={text}>{text}</Box>
        ))}
      </div>
    </div>
  );
}

function HopBox(props: {
  readonly caption: string;
  readonly name: string;
  readonly state: Delivery['state'];
}) {
  return (
    <Box>
      <Typography variant="caption" color="textSecondary" component="div">
        {props.caption}
      </Typography>
      <Code>{props.name}</Code>
      <div>
        <StateLabel state={props.state} />
      </div>
    </Box>
  );
}

function Box({ children }: { readonly children: ReactNode }) {
  return (
    <Typography variant="body2" component="div" className={useStyles().box}>
      {children}
    </Typography>
  );
}
