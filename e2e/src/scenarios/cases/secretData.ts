import { Scene } from '../scene';

/** The Secret as it is: its values, as text. */
export async function secretData(scene: Scene, name?: string): Promise<string> {
  return JSON.stringify((await scene.find('Secret', name))?.data ?? {});
}

/** Gives the Secret another key, from the same source. */
export const RENAMED_KEY = [
  {
    secretKey: 'renamed',
    remoteRef: { key: 'github-pat', property: 'token' },
  },
];
