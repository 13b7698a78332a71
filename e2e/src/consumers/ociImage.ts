import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const TYPES = 'application/vnd.oci.image';

/** An empty tar archive: two blocks of nothing. */
const EMPTY_ARCHIVE = Buffer.alloc(1024);

/**
 * Writes the smallest possible image, as an OCI layout with the tag `latest`.
 * It has one empty layer.
 *
 * @returns the digest of its manifest, which identifies the pulled image
 */
export async function writeImageLayout(directory: string): Promise<string> {
  const blobs = join(directory, 'blobs/sha256');
  await mkdir(blobs, { recursive: true });
  const add = async (mediaType: string, content: Buffer) => {
    const digest = digestOf(content);
    await writeFile(join(blobs, digest.slice('sha256:'.length)), content);
    return { mediaType, digest, size: content.length };
  };
  const layer = await add(
    `${TYPES}.layer.v1.tar+gzip`,
    gzipSync(EMPTY_ARCHIVE),
  );
  const configuration = await add(
    `${TYPES}.config.v1+json`,
    json({
      architecture: 'amd64',
      os: 'linux',
      config: {},
      rootfs: {
        type: 'layers',
        diff_ids: [digestOf(EMPTY_ARCHIVE)],
      },
    }),
  );
  const manifest = await add(
    `${TYPES}.manifest.v1+json`,
    json({
      schemaVersion: 2,
      mediaType: `${TYPES}.manifest.v1+json`,
      config: configuration,
      layers: [layer],
    }),
  );
  const annotations = { 'org.opencontainers.image.ref.name': 'latest' };
  await writeFile(
    join(directory, 'index.json'),
    json({ schemaVersion: 2, manifests: [{ ...manifest, annotations }] }),
  );
  await writeFile(
    join(directory, 'oci-layout'),
    json({ imageLayoutVersion: '1.0.0' }),
  );
  return manifest.digest;
}

function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}

/**
 * The digest of a content, as the OCI image specification writes it.
 */
export function digestOf(content: Buffer): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}
