import type { Evidence, PageEvidence } from '../../evidence.js';
import { doctored, later, type Controls } from './control.js';

const lastAcknowledged = ({ pages }: Evidence): PageEvidence | undefined =>
  pages.filter(({ acknowledgedAt }) => acknowledgedAt !== null).at(-1);

export const pagingControls: Controls = {
  paged_on_call: [
    doctored('somebody else was on call', ({ pages }) => {
      for (const page of pages) page.onCall = `not ${page.person}`;
    }),
    doctored('nobody was on call', ({ pages }) => {
      for (const page of pages) page.onCall = null;
    }),
    doctored('no page was delivered', ({ pages }) => {
      for (const page of pages) page.delivered = false;
    }),
  ],
  acknowledged_in_time: [
    doctored('it was acknowledged too late', ({ pages, scenario }) => {
      const last = pages.reduce((latest, { at }) => (at > latest ? at : latest), '');
      for (const page of pages) page.acknowledgedAt = later(last, scenario.limits.acknowledgeSeconds + 1);
    }),
    doctored(
      'nobody acknowledged',
      ({ pages }) => {
        for (const page of pages) page.acknowledgedAt = null;
      },
      ['no_page_after_acknowledgement'],
    ),
  ],
  no_page_after_acknowledgement: [
    doctored('somebody was paged after the acknowledgement', (run) => {
      const page = lastAcknowledged(run);
      if (page?.acknowledgedAt) run.pages.push({ ...page, at: later(page.acknowledgedAt, 1) });
    }),
  ],
};
