import { describe, expect, it } from 'vitest';
import { reminderDue } from './reminder.js';

const HOUR = 3_600_000;
const scheduledFor = new Date(Date.UTC(2026, 10, 24, 9));
const before = (hours: number): Date => new Date(scheduledFor.getTime() - hours * HOUR);
const none = { day: false, hour: false };

describe('a reminder', () => {
  it.each([
    [100, none, 24.01, null],
    [100, none, 24, 'day'],
    [100, { day: true, hour: false }, 23, null],
    [100, none, 2, 'day'],
    [100, none, 1, 'hour'],
    [100, { day: false, hour: true }, 0.5, null],
    [100, { day: true, hour: false }, 0.5, 'hour'],
    [100, none, 0, null],
    [24, none, 24, 'day'],
    [23, none, 22, null],
    [23, none, 1, 'hour'],
    [0.5, none, 0.4, 'hour'],
  ])('planned %i h before, sent %j, %f h before: %s', (planned, sent, ahead, due) => {
    expect(reminderDue({ createdAt: before(planned), scheduledFor }, sent, before(ahead))).toBe(due);
  });
});
