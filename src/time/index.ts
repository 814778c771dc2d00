/** Whether this is an IANA time zone that the runtime knows. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
export { zonedBuckets, type Bucket, type BucketSize } from './buckets.js';
export { localDate } from './local-date.js';
