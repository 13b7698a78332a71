/**
 * The child's half of `runProgram`: answers one message with one message.
 *
 * Each measure runs in its own process, so that neither the load source nor an
 * earlier measure shares its heap or its event loop.
 */
export function program<Input, Output>(
  work: (input: Input) => Promise<Output>,
): void {
  process.once('message', async (input: Input) => {
    let answer: object;
    try {
      answer = { result: (await work(input)) ?? null };
    } catch (error) {
      answer = { error: (error as Error).stack ?? String(error) };
    }
    process.send!(answer, () => process.exit());
  });
  // The parent is gone, so the answer has no reader.
  process.once('disconnect', () => process.exit());
}
