import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/index.js';
import { packBundle } from '../bundle/pack.js';
import { reportMarkdown } from '../domain/report-markdown.js';
import { reportOf, type DrillReport } from '../domain/report.js';
import { hasEnded, type Run } from '../domain/run.js';
import { notEnded } from '../drills.errors.js';
import { EvidenceStore } from '../evidence/evidence.service.js';
import { Notes } from '../runs/notes.service.js';
import { RoleViews } from '../runs/role-view.reads.js';
import { drillView } from '../runs/run.view.js';
import { Runs } from '../runs/runs.service.js';
import { DrillKey } from './drill-key.js';
import type { DrillReportView } from './report.contract.js';

/** What is said about a run: by its frozen evidence once it has ended, by what is known so far before. */
@Injectable()
export class Reports {
  constructor(
    private readonly runs: Runs,
    private readonly evidence: EvidenceStore,
    private readonly roles: RoleViews,
    private readonly notes: Notes,
    private readonly key: DrillKey,
  ) {}

  async view(id: string, actor: Actor): Promise<DrillReportView> {
    const run = await this.runs.find(id);
    const { drill: _, ...report } = await this.report(run, actor);
    return { run: drillView(run), ...report };
  }

  /** `address`: of the installation, to which its links lead. */
  async markdown(id: string, address: string, actor: Actor): Promise<string> {
    return reportMarkdown(await this.report(await this.runs.find(id), actor), address);
  }

  /** What an ended run proved, signed. Throws `conflict` before its end. */
  async bundle(id: string, address: string): Promise<Buffer> {
    const run = await this.runs.find(id);
    if (!hasEnded(run.state)) throw notEnded(run.state);
    return packBundle(await this.evidence.of(id), await this.notes.all(id), await this.key.pair(), address);
  }

  private async report(run: Run, actor: Actor): Promise<DrillReport> {
    const evidence = await this.roles.evidence(run, await this.evidence.of(run.id), actor);
    return reportOf(evidence, await this.notes.all(run.id));
  }
}
