import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type {
  EntityChain,
  InternalDistribution,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { otherHopsTexts } from '../../model/chains';
import { centralSecretsTranslationRef } from '../../translation';
import { Code } from '../common/Code';
import { Sentence } from '../common/Sentence';
import { SideDrawer } from '../common/SideDrawer';
import { StateLabel } from '../common/StateLabel';
import { DrawerPart } from '../common/DrawerPart';
import { sourceText } from './ChainHops';
import { ChainPicture } from './ChainPicture';
import { HopDetails } from './HopDetails';
import { RotationFacts } from './RotationFacts';

const useStyles = makeStyles(
  theme => ({
    state: { margin: theme.spacing(2, 0, 0.5) },
    hops: { margin: 0, padding: 0, listStyle: 'none' },
  }),
  { name: 'CentralSecretsChainDrawer' },
);

/** Everything that is known of one chain. */
export function ChainDrawer(props: {
  readonly chain: InternalDistribution;
  /** The hops of other namespaces, where the chain is told to an entity. */
  readonly others?: EntityChain['others'];
  readonly onClose: () => void;
}) {
  const { chain, others } = props;
  const { path, store } = chain;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const classes = useStyles();
  return (
    <SideDrawer
      title={<Code>{path}</Code>}
      subtitle={
        <>
          {`${store.kind} `}
          <Code>{store.name}</Code>
          {' · '}
          {t('platform.cluster', { cluster: chain.cluster })}
        </>
      }
      width="wide"
      onClose={props.onClose}
    >
      <div className={classes.state}>
        <StateLabel state={chain.state} />
      </div>
      {chain.warnings.map((warning, index) => (
        <Typography key={`${warning.code}-${index}`} variant="body2">
          <Sentence message={warning} />
        </Typography>
      ))}

      <DrawerPart title={t('chains.way')}>
        <ChainPicture chain={chain} others={others} />
      </DrawerPart>
      <DrawerPart title={t('chains.rotationTitle')}>
        <RotationFacts chain={chain} />
      </DrawerPart>
      <DrawerPart title={t('chains.hopsTitle')}>
        <Hops chain={chain} others={others} />
      </DrawerPart>
    </SideDrawer>
  );
}

function Hops(props: {
  readonly chain: InternalDistribution;
  readonly others?: EntityChain['others'];
}) {
  const { chain, others } = props;
  const { pushesLeftOut, readsLeftOut } = chain;
  const { t } = useTranslationRef(centralSecretsTranslationRef);
  const classes = useStyles();
  const elsewhere = otherHopsTexts(others, t);
  const texts = [
    ...(pushesLeftOut > 0
      ? [t('chains.morePushes', { count: pushesLeftOut })]
      : []),
    ...(readsLeftOut > 0
      ? [t('chains.moreReads', { count: readsLeftOut })]
      : []),
    ...elsewhere.pushes,
    ...elsewhere.reads,
    ...(others === null ? [t('chains.othersUntold')] : []),
  ];
  return (
    <ol
      className={classes.hops}
      aria-label={t('chains.hops', { path: chain.path })}
    >
      {chain.pushes.map(push => (
        <HopDetails
          key={`${push.namespace}/${push.name}`}
          title={`PushSecret ${push.namespace}/${push.name}`}
          detail={sourceText(push)}
          hop={push}
          place={chain}
          lastSuccess={push.lastPushed}
        />
      ))}
      {chain.reads.map(read => (
        <HopDetails
          key={read.id}
          title={`ExternalSecret ${read.namespace}/${read.externalSecret}`}
          detail={`→ ${read.secret.kind ?? 'Secret'} ${read.secret.name}`}
          hop={read}
          place={chain}
          lastSuccess={read.lastSynced}
        />
      ))}
      {texts.map(text => (
        <Typography key={text} variant="body2" component="li">
          {text}
        </Typography>
      ))}
    </ol>
  );
}
