/** Whether this is the name of an IANA time zone that the runtime knows. A bare offset such as `+05:00` is none. */
export function isTimeZone(name: string): boolean {
  // Offsets are time zones to newer runtimes, but they know no clock changes.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
