import { Scene } from '../scene';

/**
 * Waits until the API server refuses something in the namespace: it learns of
 * policies, webhooks and quotas with a delay.
 *
 * @param words - What it then says; any other error, such as that of a probe that has just gone, is no refusal.
 */
export async function untilRefused(
  scene: Scene,
  kind: 'Secret' | 'ExternalSecret',
  words: string,
): Promise<void> {
  await scene.untilObject(kind, 'to be refused', async () => {
    const probe =
      kind === 'Secret' ? scene.secret('probe') : scene.externalSecret('probe');
    try {
      await scene.apply(probe);
    } catch (error) {
      return String(error).includes(words);
    }
    await scene.remove(kind, 'probe');
    return false;
  });
}
