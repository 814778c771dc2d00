import { Injectable } from '@nestjs/common';
import { Catalog } from '../../catalog/index.js';
import { Db, invalidFields, type FieldError } from '../../platform/index.js';
import { answersDifference } from '../domain/answers-difference.js';
import type { CompileInput, Surroundings } from '../domain/compile.js';
import type { Flag } from '../domain/flag.js';
import { madeContexts, type Side } from '../domain/made-contexts.js';
import { differenceOf } from '../domain/rules-difference.js';
import { lostVariants } from '../domain/rules-faults.js';
import type { Targeting } from '../domain/rules.js';
import { variantFaults, type Answers } from '../domain/variants.js';
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

/** What is edited of a flag; what is not stays as it is saved. */
export interface Edit extends Partial<{ [Part in keyof Answers]: Answers[Part] | undefined }> {
  targeting: Targeting | null;
}

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
  async preview(key: string, environment: string, edit: Edit, given: EvaluationContext[] | null): Promise<PreviewView> {
    const { flag, state } = await this.reads.get(key, environment);
    const answers: Answers = {
      variants: edit.variants ?? flag.variants,
      defaultVariant: edit.defaultVariant ?? flag.defaultVariant,
      offVariant: edit.offVariant ?? flag.offVariant,
    };
    const faults = await this.faults({ ...flag, ...answers }, environment, edit.targeting);
    if (faults.length > 0) throw invalidFields(faults);
    const before = partsOf(state);
    const after = edit.targeting ?? before;
    const [old, edited] = [
      { ...flag, ...state, key },
      { ...flag, ...answers, ...state, ...after, key },
    ];
    const around = this.around(environment, edited);
    const sideOf = (targeting: Targeting): Side => ({ targeting, segments: around.segments });
    const contexts = given ?? madeContexts(sideOf(before), sideOf(after), COMPARED);
    const changed = compare(new CompiledFlag(old, around), new CompiledFlag(edited, around), contexts);
    const service = await this.catalog.service(flag.service);
    const requiring = await this.repository.requiring(key);
    return {
      differences: [
        ...differenceOf(before, after).map((each) => ({ ...each, variant: null })),
        ...answersDifference(flag, answers).map((each) => ({ ...each, rule: null })),
      ],
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

  /** `targeting`: rules that are edited; the others serve what they have served. */
  private async faults(flag: Flag, environment: string, targeting: Targeting | null): Promise<FieldError[]> {
    const found = variantFaults(flag.variants, flag.defaultVariant, flag.offVariant);
    if (targeting === null) return [...found, ...lostVariants(flag, flag.variants)];
    const environments = flag.environments.filter(({ key }) => key !== environment);
    const ofRules = await this.db.transaction((tx) => this.targeting.faults(tx, flag, environment, targeting));
    return [...found, ...lostVariants({ environments }, flag.variants), ...ofRules];
  }

  private around(environment: string, flag: CompileInput): Surroundings {
    const { flags, segments } = this.rulesets.of(environment).surroundings;
    return { flags: { get: (key) => (key === flag.key ? flag : flags.get(key)) }, segments };
  }
}
