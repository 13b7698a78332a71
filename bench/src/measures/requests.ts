import { Bench } from '../Bench';
import { Row } from '../report/Row';

/**
 * How often the tab polls while no delivery is pending (RESTING_INTERVAL_MS in
 * plugins/central-secrets).
 */
const OUR_INTERVAL_SECONDS = 15;
/**
 * How often the Kubernetes plugin's pages poll (`useCustomResources` in
 * plugin-kubernetes-react).
 */
const THEIR_INTERVAL_SECONDS = 10;
const PEOPLE = 100;
const MINUTES = 10;
/** Their queries are all alike, so this number is counted and then scaled. */
const THEIR_QUERIES = 300;

function answersIn(intervalSeconds: number): number {
  return PEOPLE * Math.round((MINUTES * 60) / intervalSeconds);
}

/** The requests to the API server for a hundred people who look at one tab. */
export async function requests(bench: Bench): Promise<Row[]> {
  const { mock, target, shape } = await bench.mock(bench.sizes.main);
  const counted = async () => {
    const { list, watch, other } = await mock.tell<Record<string, number>>({
      command: 'counts',
    });
    return list + watch + other;
  };
  const run = async (answers: number) => {
    await counted();
    await bench.run('requests', { target, shape, answers });
    return counted();
  };
  // Both need some requests to know the cluster. Only the plugin needs more for
  // each answer.
  const ourAnswers = answersIn(OUR_INTERVAL_SECONDS);
  const ours = (await run(ourAnswers)) - (await run(0));

  await bench.run('kubernetesPlugin', {
    target,
    namespaces: shape.namespaces,
    perNamespace: shape.perNamespace,
    byNamespace: true,
    count: THEIR_QUERIES,
    warmUp: 0,
  });
  const perQuery = (await counted()) / THEIR_QUERIES;
  return [
    {
      measure: `API-server requests for ${PEOPLE} people watching one tab for ${MINUTES} min`,
      ours,
      against: Math.round(answersIn(THEIR_INTERVAL_SECONDS) * perQuery),
      ratio: null,
      goal: '0',
      met: ours === 0,
      note: `Backstage's Kubernetes plugin, every ${THEIR_INTERVAL_SECONDS} s: ${perQuery} a query, counted over ${THEIR_QUERIES}. Ours answered all ${ourAnswers}; its six watches are renewed every 5 to 10 min, regardless of the number of people`,
    },
  ];
}
