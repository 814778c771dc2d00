import { IMPORT_FORMATS, type ImportFormat, type IncomingDocument } from './incoming.js';
import { readFlagd } from './flagd.js';
import { readLaunchDarkly } from './launchdarkly.js';
import { isMembers, listOf, type Members } from './members.js';
import { readUnleashClient, readUnleashExport } from './unleash.js';

const READERS: Record<ImportFormat, (document: Members) => IncomingDocument> = {
  flagd: readFlagd,
  'unleash-export': readUnleashExport,
  'unleash-client': readUnleashClient,
  launchdarkly: readLaunchDarkly,
};

/** What a document must hold to be of a format. */
const SIGNS: Record<ImportFormat, (document: Members) => boolean> = {
  flagd: ({ flags }) => isMembers(flags),
  'unleash-export': ({ features, featureStrategies, featureEnvironments }) =>
    Array.isArray(features) && (Array.isArray(featureStrategies) || Array.isArray(featureEnvironments)),
  'unleash-client': ({ features, featureStrategies }) => Array.isArray(features) && featureStrategies === undefined,
  launchdarkly: ({ items, variations, key }) =>
    Array.isArray(items) || (Array.isArray(variations) && typeof key === 'string'),
};

/** A list of flags without a frame is taken as the `items` of LaunchDarkly. */
export function framed(body: unknown): Members | null {
  if (Array.isArray(body)) return { items: listOf(body) };
  return isMembers(body) ? body : null;
}

/** The format that a document has by its looks; null: none that is known. */
export function recognise(document: Members): ImportFormat | null {
  return IMPORT_FORMATS.find((format) => SIGNS[format](document)) ?? null;
}

/** Null: the document is not of this format. */
export function readDocument(format: ImportFormat, document: Members): IncomingDocument | null {
  return SIGNS[format](document) ? READERS[format](document) : null;
}
