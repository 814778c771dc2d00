import { Temporal } from 'temporal-polyfill';

export interface Rotation {
  period: 'daily' | 'weekly';
  /** Local wall time of the handoff, `HH:MM`. */
  handoff: string;
  /** Local day (`YYYY-MM-DD`) on which the first person's first slot begins. */
  anchor: string;
  people: string[];
}

export interface Schedule {
  key: string;
  timezone: string;
  rotation: Rotation;
}

export interface Override {
  person: string;
  from: Date;
  to: Date;
  createdAt: Date;
  /** Breaks ties of `createdAt`; ids grow with time. */
  id: string;
}

/** One person's turn, `[from, to)`. `index` counts slots from the anchor and is negative before it. */
export interface Slot {
  index: number;
  person: string;
  from: Date;
  to: Date;
}

/**
 * The slot that holds `at`. Slots begin at a local wall time, so one that spans a clock change is an hour (on Lord Howe
 * half an hour) shorter or longer. A handoff that the clocks skip happens as much later; one that they repeat, at its first pass.
 */
export function slotAt({ timezone, rotation }: Schedule, at: Date): Slot {
  const days = rotation.period === 'weekly' ? 7 : 1;
  const anchor = Temporal.PlainDate.from(rotation.anchor);
  const startOf = (index: number): Date =>
    new Date(
      anchor
        .add({ days: index * days })
        .toPlainDateTime(Temporal.PlainTime.from(rotation.handoff))
        .toZonedDateTime(timezone, { disambiguation: 'compatible' }).epochMilliseconds,
    );
  const today = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timezone).toPlainDate();
  let index = Math.floor(anchor.until(today, { largestUnit: 'days' }).days / days);
  // The calendar day only comes near: before its handoff the slot of the day before still runs.
  while (startOf(index).getTime() > at.getTime()) index -= 1;
  while (startOf(index + 1).getTime() <= at.getTime()) index += 1;
  return { index, person: personOf(rotation, index), from: startOf(index), to: startOf(index + 1) };
}

/** Whose turn the slot `index` is. Throws RangeError for a rotation of nobody. */
export function personOf({ people }: Rotation, index: number): string {
  const person = people[((index % people.length) + people.length) % people.length];
  if (person === undefined) throw new RangeError('A rotation needs at least one person');
  return person;
}

/** The first person from the turn `index` on who is active; null where nobody of the rotation is. */
export function firstActive(rotation: Rotation, index: number, isActive: (person: string) => boolean): string | null {
  for (let turn = index; turn < index + rotation.people.length; turn += 1) {
    const person = personOf(rotation, turn);
    if (isActive(person)) return person;
  }
  return null;
}

export interface Duty {
  /** Null where everybody of the rotation is inactive. */
  person: string | null;
  until: Date;
  overridden: boolean;
}

/**
 * Who is on call at `at`, and until when that is so. Of overlapping overrides the one created last wins. An inactive
 * person is passed over: an override counts as not there, a turn of the rotation goes to the next active person.
 */
export function whoIsOnCall(
  schedule: Schedule,
  overrides: Override[],
  at: Date,
  isActive: (person: string) => boolean = () => true,
): Duty {
  const slot = slotAt(schedule, at);
  const newestFirst = overrides
    .filter(({ person }) => isActive(person))
    .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? 1 : -1));
  const position = newestFirst.findIndex(({ from, to }) => from <= at && at < to);
  const active = newestFirst[position];
  // An override ends early where a newer one begins; the rotation's turn, where any begins.
  const stronger = active ? newestFirst.slice(0, position) : newestFirst;
  const ends = stronger.filter(({ from, to }) => from > at && to > from).map(({ from }) => from.getTime());
  const until = new Date(Math.min(active ? active.to.getTime() : slot.to.getTime(), ...ends));
  const person = active?.person ?? firstActive(schedule.rotation, slot.index, isActive);
  return { person, until, overridden: active !== undefined };
}
