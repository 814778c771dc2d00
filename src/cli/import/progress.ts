import { Presets, SingleBar } from 'cli-progress';
import type { Io } from '../io.js';
import type { SentTotals } from './sender.js';

export interface Progress {
  show(totals: SentTotals): void;
  stop(): void;
}

const SILENT: Progress = { show: () => undefined, stop: () => undefined };
const LINE_EVERY = 50_000;

/** A bar on a terminal, a line every 50,000 facts elsewhere, nothing when the answer is for a program. */
export function progressOn(io: Io, json: boolean, expectedFacts: number): Progress {
  if (json) return SILENT;
  if (io.tty) return bar(expectedFacts);
  let said = 0;
  return {
    show: ({ sent }) => {
      if (sent - said < LINE_EVERY) return;
      said = sent;
      io.err(`${sent} facts sent`);
    },
    stop: () => undefined,
  };
}

function bar(expectedFacts: number): Progress {
  const moving = new SingleBar(
    {
      format: '{bar} {percentage} % · {value} facts · {eta_formatted} left',
      stream: process.stderr,
      hideCursor: true,
      clearOnComplete: true,
    },
    Presets.shades_grey,
  );
  moving.start(Math.max(1, expectedFacts), 0);
  return {
    show: ({ sent }) => {
      // More may come than was expected: the bar grows with it.
      if (sent > moving.getTotal()) moving.setTotal(sent);
      moving.update(sent);
    },
    stop: () => moving.stop(),
  };
}
