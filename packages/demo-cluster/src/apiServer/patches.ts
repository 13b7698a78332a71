import { applyPatch, Operation } from 'fast-json-patch';
import { KubernetesObject } from './objects';
import { badRequest, StatusError, unsupportedMediaType } from './statusError';

export const MERGE_PATCH = 'application/merge-patch+json';
const JSON_PATCH = 'application/json-patch+json';

/** The media types in which a change can be sent. Strategic merge patch and apply are not emulated. */
export const PATCH_TYPES: readonly string[] = [JSON_PATCH, MERGE_PATCH];

/** Applies a patch to a copy of the object. */
export function applyAnyPatch(
  object: KubernetesObject,
  type: string,
  patch: unknown,
): KubernetesObject {
  switch (type) {
    case MERGE_PATCH:
      if (!isRecord(patch)) {
        throw badRequest('a merge patch must be a JSON object');
      }
      return mergePatch(structuredClone(object), patch) as KubernetesObject;
    case JSON_PATCH:
      return jsonPatch(structuredClone(object), patch);
    default:
      throw unsupportedMediaType(PATCH_TYPES);
  }
}

/**
 * RFC 7386. Changes `target`, where it is an object, and returns the result.
 */
function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isRecord(patch)) {
    return patch;
  }
  const result = isRecord(target) ? target : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) {
      delete result[key];
    } else {
      result[key] = mergePatch(result[key], value);
    }
  }
  return result;
}

function jsonPatch(object: KubernetesObject, patch: unknown): KubernetesObject {
  if (!Array.isArray(patch)) {
    throw badRequest('a JSON patch must be a list of operations');
  }
  try {
    return applyPatch(object, patch as Operation[], true).newDocument;
  } catch (error) {
    // The real server's own words: it does not say which operation failed.
    throw new StatusError(
      422,
      'Invalid',
      'the server rejected our request due to an error in our request',
    );
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
