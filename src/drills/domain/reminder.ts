const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export type Reminder = 'day' | 'hour';

/**
 * What whoever is on call is to be told of a planned run now; null: nothing. A run that was planned within its last day is
 * told of once, and who hears late hears the nearer one alone.
 */
export function reminderDue(
  { createdAt, scheduledFor }: { createdAt: Date; scheduledFor: Date },
  sent: Record<Reminder, boolean>,
  now: Date,
): Reminder | null {
  const ahead = scheduledFor.getTime() - now.getTime();
  if (ahead <= 0) return null;
  if (ahead <= HOUR) return sent.hour ? null : 'hour';
  const early = scheduledFor.getTime() - createdAt.getTime() >= DAY;
  return ahead <= DAY && early && !sent.day ? 'day' : null;
}
