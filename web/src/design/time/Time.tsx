import { exactTime, relativeTime, shortTime } from './instants';
import { useNow, viewerTimeZone } from './now';

interface TimeProps {
  /** RFC 3339; null: there is none, shown as a dash. */
  at: string | null | undefined;
  /** `relative` (default): "2 hours ago"; `minute`: date and time; `date`: the day alone. The exact time is always in the title. */
  as?: 'relative' | 'minute' | 'date';
  timeZone?: string;
}

/** An instant in the viewer's time zone. */
export function Time({ at, as = 'relative', timeZone = viewerTimeZone }: TimeProps) {
  const now = useNow();
  if (at === null || at === undefined) return <span aria-label="none">–</span>;
  const instant = new Date(at);
  const words = as === 'relative' ? relativeTime(instant, now) : shortTime(instant, timeZone, as);
  return (
    <time dateTime={at} title={exactTime(instant, timeZone)}>
      {words}
    </time>
  );
}

const INSTANT = /(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z)/;

/** Words of the server, the instants in them in the viewer's time zone. */
export function TextWithTimes({ text }: { text: string }) {
  return text
    .split(INSTANT)
    .map((part, place) => (place % 2 === 1 ? <Time key={place} at={part} as="minute" /> : part));
}
