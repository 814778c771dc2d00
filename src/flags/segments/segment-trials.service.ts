import { setImmediate as turn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { Surroundings } from '../domain/compile.js';
import { madeContexts, type Side } from '../domain/made-contexts.js';
import type { Segment } from '../domain/rules.js';
import { CompiledFlag } from '../evaluation/compiled-flag.js';
import { Rulesets } from '../evaluation/rulesets.js';
import { compare, flowsOf } from '../targeting/comparison.js';
import type { SegmentBody, SegmentEffect, SegmentPreviewView } from './segments.contract.js';
import { answering, segmentOf, Segments } from './segments.service.js';

/** Contexts for each flag, and flags at most: the answer is waited for. */
const COMPARED = 200;
const MOST_FLAGS = 100;

/** Says what an edit of a segment would do to the flags that use it. */
@Injectable()
export class SegmentTrials {
  constructor(
    private readonly segments: Segments,
    private readonly rulesets: Rulesets,
  ) {}

  /** Throws `not_found` for an unknown segment, `invalid` naming every fault, as saving would. */
  async preview(key: string, body: SegmentBody): Promise<SegmentPreviewView> {
    const { usedBy } = await this.segments.get(key);
    const after = segmentOf(key, body);
    const live = answering(usedBy);
    const effects: SegmentEffect[] = [];
    for (const use of live.slice(0, MOST_FLAGS)) {
      effects.push(...this.effect(use, after));
      // Between two flags others are answered.
      await turn();
    }
    return { effects, further: Math.max(0, live.length - MOST_FLAGS) };
  }

  /** Nothing where this process does not know the flag yet. */
  private effect({ flag, environment }: { flag: string; environment: string }, after: Segment): SegmentEffect[] {
    const present = this.rulesets.of(environment).surroundings;
    const input = present.flags.get(flag);
    if (input === undefined) return [];
    const edited: Surroundings = { ...present, segments: replaced(present.segments, after) };
    const sideOf = ({ segments }: Surroundings): Side => ({ targeting: input, segments });
    const contexts = madeContexts(sideOf(present), sideOf(edited), COMPARED);
    const changed = compare(new CompiledFlag(input, present), new CompiledFlag(input, edited), contexts);
    return [{ flag, environment, compared: contexts.length, changed: changed.length, flows: flowsOf(changed) }];
  }
}

function replaced(segments: Surroundings['segments'], segment: Segment): Surroundings['segments'] {
  return { get: (key) => (key === segment.key ? segment : segments.get(key)) };
}
