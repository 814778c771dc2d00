import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Build, ProbeSample, ProcessEvent, Scenario } from '../../../drills/index.js';
import { Children } from './children.js';
import { Ci } from './ci.js';
import { Deployer, type Flags } from './deployer.js';
import { Gateway } from './gateway.js';
import { Guardian } from './guardian.js';
import { INSTALLATION } from './installation.js';
import { Probe } from './probe.js';
import { Repository } from './repository.js';
import { Traffic } from './traffic.js';

export const SHOP = join(INSTALLATION, 'examples', 'shop');

/** What happens in the lab, told to whoever keeps evidence. */
export interface Witness {
  sample(sample: ProbeSample): void;
  process(event: ProcessEvent): void;
  build(build: Build): void;
}

export const NO_WITNESS: Witness = {
  sample: () => undefined,
  process: () => undefined,
  build: () => undefined,
};

export interface LabSettings {
  /** Folder of the shop, which is copied and not changed. */
  shop: string;
  /** Port at which customers reach the shop; 0: any that is free. */
  port: number;
}

/** One temporary folder and all processes of a drill. Everything in it is on loopback, and gone after `close`. */
export class Lab {
  readonly folder = mkdtempSync(join(tmpdir(), 'loop-drill-'));
  private readonly guardian = new Guardian(this.folder);
  readonly children = new Children(this.guardian);
  private readonly closers: (() => Promise<void>)[] = [];
  private sites = 0;

  constructor(private readonly settings: LabSettings) {
    // What the shop imports is found from every work tree below.
    symlinkSync(join(INSTALLATION, 'node_modules'), join(this.folder, 'node_modules'));
  }

  /** The shop in a repository, and where it is deployed. */
  async site(
    repositoryName: string,
    flags: Flags,
    scenario: Pick<Scenario, 'steadyState' | 'limits'>,
    witness: Witness,
  ): Promise<Site> {
    const gateway = await Gateway.listen(this.settings.port);
    this.sites += 1;
    const folder = join(this.folder, `site-${this.sites}`);
    const probe = new Probe(scenario);
    const traffic = new Traffic(gateway.url, (sample) => {
      probe.add(sample);
      witness.sample(sample);
    });
    const deployer = new Deployer(this.children, flags, gateway, (event) => witness.process(event));
    const close = async (): Promise<void> => {
      await traffic.stop();
      await deployer.endAll();
      await gateway.close();
    };
    this.closers.push(close);
    const repository = await Repository.make(this.children, folder, repositoryName, this.settings.shop);
    const ci = new Ci(this.children, repository);
    return { gateway, repository, ci, deployer, traffic, probe, witness, folder, close };
  }

  async close(): Promise<void> {
    try {
      for (const close of this.closers.splice(0)) await close();
      await this.children.endAll();
      rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    } finally {
      // It ends what could not be ended here, and its pipe would keep this process alive.
      await this.guardian.dismiss();
    }
  }
}

export interface Site {
  gateway: Gateway;
  repository: Repository;
  ci: Ci;
  deployer: Deployer;
  traffic: Traffic;
  probe: Probe;
  witness: Witness;
  folder: string;
  close(): Promise<void>;
}
