/**
 * A program's half of `tell`: runs one command per message, and answers `{ id,
 * result }` or `{ id, error }`. Ends with its parent.
 */
export function answerCommands<Command>(
  run: (command: Command) => Promise<unknown>,
): void {
  process.on('message', (message: Command & { id: number }) => {
    run(message).then(
      result => process.send!({ id: message.id, result: result ?? null }),
      error => process.send!({ id: message.id, error: String(error) }),
    );
  });
  process.once('disconnect', () => process.exit());
}
