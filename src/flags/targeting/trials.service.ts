import { Injectable } from '@nestjs/common';
import { Catalog } from '../../catalog/index.js';
import { Db, invalidFields } from '../../platform/index.js';
import type { CompileInput, Surroundings } from '../domain/compile.js';
import { madeContexts, type Side } from '../domain/made-contexts.js';
import { differenceOf } from '../domain/rules-difference.js';
import type { Targeting } from '../domain/rules.js';
import { CompiledFlag, type EvaluationContext } from '../evaluation/compiled-flag.js';
import { Rulesets } from '../evaluation/rulesets.js';
import { compare, flowsOf } from './comparison.js';
import { dryRun } from './dry-run.js';
import { TargetingReads } from './targeting.reads.js';
import { TargetingRepository } from './targeting.repository.js';
import { partsOf, TargetingService } from './targeting.service.js';
import type { DryRunView, PreviewView } from './trial.contract.js';

const COMPARED = 1_000;
const EXAMPLES = 20;

/** Says what rules would do, saved or not. */
@Injectable()
export class Trials {
  constructor(
    private readonly db: Db,
    private readonly catalog: Catalog,
    private readonly reads: TargetingReads,
    private readonly targeting: TargetingService,
    private readonly repository: TargetingRepository,
    private readonly rulesets: Rulesets,
  ) {}

  /** `draft`: rules to try instead of those saved. */
  async dryRun(
    key: string,
    environment: string,
    context: EvaluationContext,
    draft: Targeting | null,
  ): Promise<DryRunView> {
    const { flag, state } = await this.reads.get(key, environment);
    const input = { ...flag, ...state, key, ...draft };
    return dryRun(input, this.around(environment, input), context);
  }

  /** Throws `invalid` naming every fault, as saving would. */
  async preview(
    key: string,
    environment: string,
    after: Targeting,
    given: EvaluationContext[] | null,
  ): Promise<PreviewView> {
    const { flag, state } = await this.reads.get(key, environment);
    const faults = await this.db.transaction((tx) => this.targeting.faults(tx, flag, environment, after));
    if (faults.length > 0) throw invalidFields(faults);
    const before = partsOf(state);
    const [old, edited] = [
      { ...flag, ...state, key },
      { ...flag, ...state, ...after, key },
    ];
    const around = this.around(environment, edited);
    const sideOf = (targeting: Targeting): Side => ({ targeting, segments: around.segments });
    const contexts = given ?? madeContexts(sideOf(before), sideOf(after), COMPARED);
    const changed = compare(new CompiledFlag(old, around), new CompiledFlag(edited, around), contexts);
    const service = await this.catalog.service(flag.service);
    const requiring = await this.repository.requiring(key);
    return {
      differences: differenceOf(before, after),
      live: state.on && flag.stage !== 'archived',
      production: service?.environments.some((each) => each.key === environment && each.production) ?? false,
      reach: {
        contexts: given === null ? 'made' : 'given',
        compared: contexts.length,
        changed: changed.length,
        flows: flowsOf(changed),
        examples: changed.slice(0, EXAMPLES),
        lastEvaluatedAt: state.lastEvaluatedAt?.toISOString() ?? null,
        requiredBy: requiring.filter((each) => each.environment === environment).map((each) => each.flag),
      },
    };
  }

  private around(environment: string, flag: CompileInput): Surroundings {
    const { flags, segments } = this.rulesets.of(environment).surroundings;
    return { flags: { get: (key) => (key === flag.key ? flag : flags.get(key)) }, segments };
  }
}
