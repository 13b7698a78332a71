import { Bench } from '../Bench';
import type { ChainsInput, ChainsResult } from '../programs/chains';
import { runProgram } from '../programs/runProgram';
import { rounded, Row, within } from '../report/Row';

const CHAINS = 10_000;

/** The page of internal distribution, and what a chain costs. */
export async function chains(bench: Bench): Promise<Row[]> {
  await bench.dropMock();
  const result = await runProgram<ChainsInput, ChainsResult>(
    'chains',
    { chains: CHAINS, answers: 300 },
    { nodeArgs: ['--expose-gc'] },
  );
  const { page, crowded, search, changing, bytesPerChain } = result;
  const { computed, firstMs } = result;
  const measure = `${CHAINS} PushSecrets and chains`;
  return [
    within(
      {
        measure: `${measure}: a page of 50, p99 (ms)`,
        ours: Math.max(page.p99, crowded.p99, search.p99, changing.p99),
        note: `the slowest of: any page ${rounded(
          page.p99,
        )} ms; all consumers in one namespace ${rounded(
          crowded.p99,
        )} ms; a search ${rounded(search.p99)} ms; a push before each ${rounded(
          changing.p99,
        )} ms. The first answer, which builds the index, took ${rounded(
          firstMs,
        )} ms. The thread computed for ${rounded(
          computed.p50,
        )} ms for a page in the median, ${rounded(computed.p99)} ms at p99`,
      },
      5,
      'ms',
    ),
    within(
      {
        measure: `${measure}: memory of a chain in the index (bytes)`,
        ours: bytesPerChain,
        note: 'beside the records of its PushSecret and ExternalSecret',
      },
      2_000,
      'bytes',
    ),
  ];
}
