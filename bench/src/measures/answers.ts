import { Bench, median } from '../Bench';
import type { AnswerTimes, OurAnswerTimes } from '../programs/answers';
import { atLeast, rounded, Row, within } from '../report/Row';

/**
 * The request of the tab, below HTTP and after the catalog, against the
 * Kubernetes plugin's custom resource query.
 */
export async function answer(bench: Bench): Promise<Row[]> {
  const { real, answers } = bench.sizes;
  const { target, shape } = await bench.real();
  const syncs = await bench.syncs('real', real);
  const ours = (of: (times: OurAnswerTimes) => number) =>
    median(syncs.map(sync => of(sync.answers!)));
  const theirs = (byNamespace: boolean) =>
    bench.run<AnswerTimes>('kubernetesPlugin', {
      target,
      namespaces: shape.namespaces,
      perNamespace: shape.perNamespace,
      byNamespace,
      warmUp: 5,
      count: Math.min(answers, byNamespace ? 500 : 20),
    });
  const measure = `the tab's answer, ${shape.distributions} deliveries of ${real}, real kube-apiserver`;
  const rows = [
    within(
      {
        measure: `${measure}, p99 (ms)`,
        ours: ours(({ p99 }) => p99),
        note: `with its look into the history database; the median without it is ${rounded(
          ours(({ fromInventoryP50 }) => fromInventoryP50),
        )} ms`,
      },
      1,
      'ms',
    ),
  ];
  for (const byNamespace of [false, true]) {
    rows.push(
      atLeast(
        {
          measure: `${measure}, median (ms)`,
          ours: ours(({ p50 }) => p50),
          against: (await theirs(byNamespace)).p50,
          note: `Backstage's Kubernetes plugin, custom resource query of an entity ${
            byNamespace ? 'that names its namespace' : 'found by label'
          }`,
        },
        50,
      ),
    );
  }
  return rows;
}
