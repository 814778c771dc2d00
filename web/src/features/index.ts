import { dora } from './dora';
import { drills } from './drills';
import type { Feature } from './feature';
import { flags } from './flags';
import { gates } from './gates';
import { identity } from './identity';
import { incidents } from './incidents';
import { ingest } from './ingest';
import { kill } from './kill';
import { loop } from './loop';
import { oncall } from './oncall';
import { postmortems } from './postmortems';
import { settings } from './settings';

/** Every feature of the app. */
export const features: readonly Feature[] = [
  loop,
  kill,
  incidents,
  flags,
  dora,
  gates,
  drills,
  postmortems,
  oncall,
  ingest,
  settings,
  identity,
];
