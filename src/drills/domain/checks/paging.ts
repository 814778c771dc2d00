import type { PageEvidence } from '../evidence.js';
import { defineCheck, failed, passed, unless } from './check.js';
import { many, seconds, timeOf } from './words.js';

interface TimedPage {
  time: number;
  page: PageEvidence;
}

/** In order; null: one of them does not say when it went out. */
function timedPages(pages: readonly PageEvidence[]): TimedPage[] | null {
  const timed = pages.flatMap((page) => {
    const time = timeOf(page.at);
    return time === null ? [] : [{ time, page }];
  });
  return timed.length === pages.length ? timed.toSorted((a, b) => a.time - b.time) : null;
}

function acknowledgedOf(pages: readonly PageEvidence[]): number | null {
  const times = pages.flatMap(({ acknowledgedAt }) => timeOf(acknowledgedAt) ?? []);
  return times.length === 0 ? null : Math.min(...times);
}

const UNTIMED = 'A page does not say when it went out.';

export const pagedOnCall = defineCheck({
  id: 'paged_on_call',
  title: 'Who was paged was on call at that instant',
  needs: ['pages'],
  judge: ({ pages }) => {
    const faults = [
      ...pages.flatMap(({ at, person, onCall }) =>
        person === onCall && person !== '' ? [] : [`${person} was paged at ${at}, on call was ${onCall ?? 'nobody'}`],
      ),
      ...(pages.some(({ delivered }) => delivered) ? [] : ['no page was delivered']),
    ];
    const people = [...new Set(pages.map(({ person }) => person))].join(', ');
    return unless(faults, `${many(pages.length, 'page')} to ${people}, on call at that instant.`);
  },
});

export const acknowledgedInTime = defineCheck({
  id: 'acknowledged_in_time',
  title: 'The page was acknowledged within the limit',
  needs: ['pages'],
  judge: ({ pages, scenario }) => {
    const limit = scenario.limits.acknowledgeSeconds;
    const first = timedPages(pages)?.[0];
    if (first === undefined) return failed(UNTIMED);
    const acknowledged = acknowledgedOf(pages);
    if (acknowledged === null) return failed(`Nobody acknowledged; limit ${limit} s.`);
    const took = acknowledged - first.time;
    const told = `Acknowledged ${seconds(took)} after the page; limit ${limit} s.`;
    if (took < 0) return failed(`Acknowledged ${seconds(-took)} before the first page.`);
    return took <= limit * 1000 ? passed(told) : failed(told);
  },
});

export const noPageAfterAcknowledgement = defineCheck({
  id: 'no_page_after_acknowledgement',
  title: 'Nobody was paged after the acknowledgement',
  needs: ['pages'],
  judge: ({ pages }) => {
    const timed = timedPages(pages);
    if (timed === null) return failed(UNTIMED);
    const acknowledged = acknowledgedOf(pages);
    if (acknowledged === null) return failed('Nobody acknowledged, so that no page can be said to have come after it.');
    const late = timed.filter(({ time }) => time > acknowledged);
    return unless(
      late.map(
        ({ time, page }) => `${page.person} was paged ${seconds(time - acknowledged)} after the acknowledgement`,
      ),
      `${many(pages.length, 'page')}, none after the acknowledgement.`,
    );
  },
});
