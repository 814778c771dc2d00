import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/index.js';
import { Db, DomainError, type Tx } from '../../platform/index.js';
import { judgeReport } from '../domain/exposure-report.js';
import type { ExposureReportBody, ExposureReportView } from './exposure.contract.js';
import { ExposureRepository } from './exposure.repository.js';

/** Takes what SDKs evaluated by themselves. */
@Injectable()
export class ExposureReports {
  constructor(
    private readonly db: Db,
    private readonly repository: ExposureRepository,
  ) {}

  /** A batch that came before is answered as then and counts once; of two at once, the second waits for the first. */
  async take(report: ExposureReportBody, actor: Actor): Promise<ExposureReportView> {
    const { environment, name } = actor;
    if (environment === null) throw noEnvironment();
    const { batch } = report;
    return this.db.transaction(async (tx) => {
      if (!(await this.repository.claim(tx, { environment, batch, by: name }))) {
        const { accepted, rejected } = await this.repository.answerTo(tx, environment, batch);
        return { batch, status: 'duplicate', accepted, rejected };
      }
      const { rows, rejected } = await this.judge(tx, report, environment);
      await this.repository.add(tx, rows);
      const answer: ExposureReportView = {
        batch,
        status: 'accepted',
        accepted: report.counts.length - rejected.length,
        rejected,
      };
      await this.repository.keepAnswer(tx, environment, answer);
      return answer;
    });
  }

  private async judge(
    tx: Tx,
    { counts }: ExposureReportBody,
    environment: string,
  ): Promise<ReturnType<typeof judgeReport>> {
    const known = await this.repository.variants(
      tx,
      environment,
      counts.map(({ flag }) => flag),
    );
    const read = counts.map(({ flag, variant, count, hour }) => ({
      flag,
      variant,
      count,
      hour: hour === undefined || hour === null ? null : new Date(hour),
    }));
    return judgeReport(read, known, environment, tx.now);
  }
}

const noEnvironment = (): DomainError =>
  new DomainError(
    'forbidden',
    'no_environment',
    'The token is bound to no environment, so nobody knows where this was evaluated; make one with `environment`.',
  );
