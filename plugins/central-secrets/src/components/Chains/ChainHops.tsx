import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type {
  Delivery,
  EntityChain,
  InternalDistribution,
  Push,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type { ReactNode } from 'react';
import { otherHopsTexts } from '../../model/chains';
import { actorText } from '../../model/words';
import { centralSecretsTranslationRef } from '../../translation';
import { Code } from '../common/Code';
import { Sentence } from '../common/Sentence';
import { StateLabel } from '../common/StateLabel';

const useStyles = makeStyles(
  theme => ({
    hops: {
      margin: theme.spacing(1, 0),
      paddingLeft: theme.spacing(2),
      listStyle: 'none',
      borderLeft: `2px solid ${theme.palette.divider}`,
    },
    hop: { '& + &': { marginTop: theme.spacing(1) } },
    head: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(0, 1.5),
    },
  }),
  { name: 'CentralSecretsChainHops' },
);

/**
 * The way of a value, hop by hop: an ordered list, which reads the same with
 * eyes and with a screen reader.
 */
export function ChainHops(props: {
  readonly chain: InternalDistribution;
  /** The hops of other namespaces, where the chain is told to an entity. */
  readonly others?: EntityChain['others'];
}) {
  const { chain, others } = props;
  const { pushes, pushesLeftOut, reads, readsLeftOut, store, path } = chain;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const elsewhere = otherHopsTexts(others, t);
  const classes = useStyles();
  return (
    <ol className={classes.hops} aria-label={t('chains.hops', { path })}>
      {pushes.map(push => (
        <Hop
          key={`${push.namespace}/${push.name}`}
          title={`PushSecret ${push.namespace}/${push.name}`}
          detail={sourceText(push)}
          of={push}
        />
      ))}
      {pushesLeftOut > 0 && (
        <More text={t('chains.morePushes', { count: pushesLeftOut })} />
      )}
      {elsewhere.pushes.map(text => (
        <More key={text} text={text} />
      ))}
      <li className={classes.hop}>
        <Code>{`${store.kind} ${store.name}: ${path}`}</Code>
      </li>
      {reads.map(read => (
        <Hop
          key={read.id}
          title={`ExternalSecret ${read.namespace}/${read.externalSecret}`}
          detail={`→ ${read.secret.kind ?? 'Secret'} ${read.secret.name}`}
          of={read}
        />
      ))}
      {readsLeftOut > 0 && (
        <More text={t('chains.moreReads', { count: readsLeftOut })} />
      )}
      {elsewhere.reads.map(text => (
        <More key={text} text={text} />
      ))}
      {others === null && <More text={t('chains.othersUntold')} />}
    </ol>
  );
}

/** What a PushSecret reads, as Kubernetes names it. */
export function sourceText({ source }: Push): string {
  const { secret, generator } = source;
  if (secret !== null) {
    return `← Secret ${secret}`;
  }
  return generator === null ? '← Secret' : `← ${generator}`;
}

function Hop(props: {
  readonly title: string;
  readonly detail: string;
  readonly of: Pick<Delivery, 'remedy' | 'state' | 'summary' | 'warnings'>;
}) {
  const { title, detail, of } = props;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const classes = useStyles();
  return (
    <li className={classes.hop}>
      <div className={classes.head}>
        <StateLabel state={of.state} />
        <Code>{title}</Code>
        <Code>{detail}</Code>
      </div>
      {of.state !== 'synced' && (
        <>
          <Line>
            <Sentence message={of.summary} />
          </Line>
          <Line isSecondary>
            {actorText(of.remedy.by, t)}
            {': '}
            <Sentence message={of.remedy} />
          </Line>
        </>
      )}
      {of.warnings.map((warning, index) => (
        <Line key={`${warning.code}-${index}`} isSecondary>
          <Sentence message={warning} />
        </Line>
      ))}
    </li>
  );
}

function More({ text }: { readonly text: string }) {
  const classes = useStyles();
  return (
    <li className={classes.hop}>
      <Line isSecondary>{text}</Line>
    </li>
  );
}

function Line(props: {
  readonly isSecondary?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <Typography
      variant="body2"
      color={props.isSecondary ? 'textSecondary' : 'inherit'}
    >
      {props.children}
    </Typography>
  );
}
