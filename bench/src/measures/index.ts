import { Bench } from '../Bench';
import { Row } from '../report/Row';
import { answer } from './answers';
import { chains } from './chains';
import { fleet } from './fleet';
import { freshness } from './freshness';
import { limits } from './limits';
import { lint } from './lint';
import { page } from './page';
import { platformList } from './platformList';
import { requests } from './requests';
import { soak } from './soak';
import {
  againstInformer,
  againstRealInformer,
  coldSync,
  growth,
  million,
  oneList,
} from './sync';
import { tab } from './tab';

/** One measure; `--only` takes its name. */
export interface Measure {
  readonly name: string;
  readonly measure: (bench: Bench) => Promise<Row[]>;
}

/**
 * An order in which few load sources are loaded twice, and the real one comes
 * last.
 */
export const MEASURES: readonly Measure[] = [
  { name: 'lint', measure: lint },
  { name: 'cold-sync', measure: coldSync('mock') },
  { name: 'growth', measure: growth },
  { name: 'million', measure: million },
  { name: 'informer', measure: againstInformer },
  { name: 'freshness', measure: freshness },
  { name: 'fleet', measure: fleet },
  { name: 'requests', measure: requests },
  { name: 'limits', measure: limits },
  { name: 'tab', measure: tab },
  { name: 'chains', measure: chains },
  { name: 'platform-list', measure: platformList },
  { name: 'page', measure: page },
  { name: 'soak', measure: soak },
  { name: 'real-cold-sync', measure: coldSync('real') },
  { name: 'one-list', measure: oneList },
  { name: 'real-informer', measure: againstRealInformer },
  { name: 'answer', measure: answer },
];
