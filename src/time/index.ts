export { zonedBuckets, type Bucket, type BucketSize } from './buckets.js';
export { localDate } from './local-date.js';
export { instantOfLocal, isLocalTime, type LocalInstant } from './local-time.js';
export { isTimeZone } from './time-zone.js';
