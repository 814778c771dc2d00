import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Scenario } from '../../../drills/index.js';
import type { Api } from '../../api.js';
import { CliError } from '../../cli-error.js';
import type { Io } from '../../io.js';
import { objectOf, type JsonObject } from '../../json.js';
import { INSTALLATION } from '../lab/installation.js';
import { Lab, type LabSettings } from '../lab/lab.js';
import { flyCanaries } from './canaries.js';
import { gatherCast, REPOSITORY, type Cast } from './cast.js';
import { compareWays } from './comparison.js';
import { Delivery, now } from './delivery.js';
import { DrillRun, RunEnded } from './drill-run.js';
import { plantFlags } from './flags.js';
import { guardTrunk, proveGate } from './gate-proof.js';
import { tripGovernor } from './governor.js';
import { playIncident } from './incident.js';
import { closeAction, seedFaults, writePostmortem } from './learning.js';
import { recordBranches, replayDefect, retireFlag } from './leaving.js';
import { deliverTheOldWay, WRITING_MS, type Window } from './old-way.js';
import { PLANS, type Plan } from './plan.js';
import { Recorder } from './recorder.js';
import { countCalls, deliverChanges, readExposure, releaseByFlip, waitForSteadyState } from './release.js';
import type { Story } from './story.js';

const PER_SECOND = 20;

export interface PlaySettings extends LabSettings {
  /** Nobody answers the page: the run has to end as failed. */
  away: boolean;
  signal: AbortSignal;
  /** The scenario's text; default: the one that ships. */
  yaml?: string;
}

export interface Played {
  run: string;
  scenario: Scenario;
  report: JsonObject;
  seconds: number;
}

/** Plays one scenario from the first commit to the report. Whatever happens, nothing is left running. */
export async function playDrill(api: Api, name: string, io: Io, settings: PlaySettings): Promise<Played> {
  const began = performance.now();
  const plan = PLANS[name];
  if (plan === undefined)
    throw new CliError(`The autopilot knows no scenario "${name}". It plays ${Object.keys(PLANS).join(' and ')}.`);
  const tell = (step: string, told: string): void => {
    const seconds = ((performance.now() - began) / 1000).toFixed(1).padStart(6);
    io.err(`${seconds} s  ${step.padEnd(15)} ${told}`);
  };
  const yaml = settings.yaml ?? readFileSync(scenarioFile(name), 'utf8');
  const { body } = await api.put(`/api/v1/drill-scenarios/${name}`, { yaml });
  const scenario = scenarioOf(body['scenario']);
  const flag = scenario.flag;
  if (flag === null) throw new CliError('The autopilot needs a scenario with a flag.');
  const cast = await gatherCast(api, scenario);
  try {
    await plantFlags(api, scenario, flag);
    const run = await DrillRun.plan(api, scenario, peopleOf(cast), settings.signal);
    tell('run', `${scenario.title}: ${run.id}`);
    await failing(
      run,
      async (lab) => {
        await playOn({ api, cast, flag, io, lab, plan, run, scenario, tell, away: settings.away });
      },
      settings,
    );
    return { run: run.id, scenario, report: await run.report(), seconds: (performance.now() - began) / 1000 };
  } finally {
    await cast.clear();
  }
}

export function scenarioFile(name: string): string {
  return join(INSTALLATION, 'examples', 'shop', 'drills', `${name}.yaml`);
}

/** Gives `work` a lab; where it fails, the run ends as failed with the reason, and nothing of the lab is left. */
async function failing(run: DrillRun, work: (lab: Lab) => Promise<void>, settings: PlaySettings): Promise<void> {
  const lab = new Lab(settings);
  const { signal } = settings;
  const stop = (): void => void lab.children.endAll();
  signal.addEventListener('abort', stop);
  try {
    await work(lab);
  } catch (error) {
    // What fails because its processes were ended is not why.
    const reason = signal.aborted ? new RunEnded('The drill was stopped.', 1) : error;
    await run.fail(reason instanceof Error ? reason.message : String(reason));
    throw reason;
  } finally {
    signal.removeEventListener('abort', stop);
    await lab.close();
  }
}

interface Stage {
  api: Api;
  cast: Cast;
  flag: string;
  io: Io;
  lab: Lab;
  plan: Plan;
  run: DrillRun;
  scenario: Scenario;
  tell: (step: string, told: string) => void;
  away: boolean;
}

async function playOn(stage: Stage): Promise<void> {
  const { api, cast, lab, plan, run, scenario, tell } = stage;
  const flags = { url: api.url, token: cast.evaluation };
  const mark = run.id.slice(-8);
  // Before the run begins: what it is compared with is no part of it.
  const oldWay =
    plan.withoutFlag === null ? null : await deliverTheOldWay({ api, lab, run, plan, scenario, flags, mark, tell });
  await run.start();
  const recorder = new Recorder(api, run.path('evidence'));
  try {
    const site = await lab.site(REPOSITORY, flags, scenario, {
      sample: (sample) => recorder.add('probe', sample),
      process: (event) => recorder.add('processes', event),
      build: (build) => recorder.add('builds', build),
    });
    const tagged = api.inDrill(run.id);
    const place = { service: scenario.service, environment: scenario.environment };
    const delivery = new Delivery(tagged, site, place, mark, scenario.scenario);
    const callsBefore = await countCalls(stage);
    const responder = cast.responder.as(tagged);
    const reviewer = cast.reviewer.as(tagged);
    const story = { ...stage, api: tagged, responder, reviewer, site, delivery, recorder, callsBefore };
    await playStory(story, stage, oldWay);
    await site.traffic.stop();
    await recorder.flush();
  } finally {
    await recorder.close();
  }
  await run.finish();
}

async function playStory(story: Story, { away, io }: Stage, oldWay: Window | null): Promise<void> {
  const { delivery, plan, run, site, tell } = story;
  await delivery.deploy(await site.repository.tip(), []);
  tell('shop', `runs at ${site.gateway.url}`);
  await guardTrunk(story);
  if (plan.proof !== null) await proveGate(story, plan.proof);
  const from = now();
  await deliverChanges(story, oldWay === null ? 0 : WRITING_MS);
  // Customers come when the machine has nothing else to do, so that what they see is the service and not its CI.
  await site.traffic.warmUp();
  site.traffic.start(PER_SECOND);
  tell('customers', `${PER_SECOND} a second, of whom nobody should meet the new path`);
  const variants = await readExposure(story);
  tell('dark', `${JSON.stringify(variants)} calls of the flag by variant`);
  await waitForSteadyState(story);
  const released = await releaseByFlip(story);
  const recovered = await playIncident(story, released, away);
  const to = now();
  if (oldWay !== null) await compareWays(story, oldWay, { from, to, drill: run.id, deployments: plan.changes.length });
  const { path, action } = await writePostmortem(story, recovered);
  const fix = await closeAction(story, recovered, action, path);
  await seedFaults(story, fix.sha);
  await retireFlag(story, io);
  await recordBranches(story);
  await replayDefect(story);
  await site.traffic.stop();
  if (plan.guards) {
    await flyCanaries(story);
    await tripGovernor(story);
  }
  await story.cast.observer.as(story.api).post(run.path('notes'), {
    text: 'The kill was one step: nobody had to build or deploy anything to end the impact.',
  });
}

function peopleOf(cast: Cast): { facilitator: string; responder: string; observers: string[] } {
  return { facilitator: cast.facilitator, responder: cast.responder.person, observers: [cast.observer.person] };
}

function scenarioOf(value: unknown): Scenario {
  const scenario = objectOf(value);
  if (!isScenario(scenario)) throw new CliError('The server gave no scenario back.');
  return scenario;
}

function isScenario(value: JsonObject): value is JsonObject & Scenario {
  return typeof value['scenario'] === 'string' && 'limits' in value && 'steadyState' in value;
}
