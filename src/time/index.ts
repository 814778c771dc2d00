export { zonedBuckets, type Bucket, type BucketSize } from './buckets.js';
export { localDate } from './local-date.js';
export { isTimeZone } from './time-zone.js';
