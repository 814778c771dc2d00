import { ApiProperty } from '@nestjs/swagger';
import { GRADES, type Grade } from '../domain/scores.js';
import { DrillView } from '../runs/runs.contract.js';

export class EvidenceLinkView {
  @ApiProperty({ example: 'Incident 019a9f5e' })
  label: string;
  /** Where it is shown, under the address of the installation. */
  @ApiProperty({ required: false, example: '/incidents/019a9f5e-0000-7000-8000-000000000001' })
  url?: string;
}

export class DrillCheckView {
  @ApiProperty({ example: 'recovered_by_flip' })
  id: string;
  /** The claim, as a sentence that is true where the check passes. */
  @ApiProperty({ example: 'The service was restored by a flip' })
  title: string;
  @ApiProperty({ enum: ['passed', 'failed', 'not_applicable'] })
  status: 'passed' | 'failed' | 'not_applicable';
  /** What was found, in numbers. */
  @ApiProperty({
    example: 'pricing-new was killed by rex 41 s after the impact began, and that restored the incident.',
  })
  detail: string;
  @ApiProperty({ type: () => [EvidenceLinkView] })
  evidence: EvidenceLinkView[];
}

export class DrillScoreView {
  @ApiProperty({ enum: ['detect', 'acknowledge', 'declare', 'mitigate', 'recover'] })
  id: 'detect' | 'acknowledge' | 'declare' | 'mitigate' | 'recover';
  @ApiProperty({ example: 'Impact to its detection' })
  title: string;
  /** Null: one of the two instants is not known. */
  @ApiProperty({ nullable: true, type: Number, example: 12 })
  seconds: number | null;
  /** Null: the scenario sets none. */
  @ApiProperty({ nullable: true, type: Number, example: 60 })
  limitSeconds: number | null;
  @ApiProperty({ enum: GRADES })
  grade: Grade;
}

export class DrillSnapshot {
  @ApiProperty({ example: '019a9f5e-0000-7000-8000-000000000002' })
  id: string;
  @ApiProperty({ example: 'before' })
  name: string;
}

export class ComparedMetricView {
  @ApiProperty({ example: 'leadTime' })
  metric: string;
  @ApiProperty({ example: 'Lead time' })
  title: string;
  @ApiProperty({ example: 'improved' })
  verdict: string;
  @ApiProperty({ nullable: true, type: Number, example: 6 })
  nBefore: number | null;
  @ApiProperty({ nullable: true, type: Number, example: 6 })
  nAfter: number | null;
  @ApiProperty({ nullable: true, type: Number, example: null })
  neededN: number | null;
  @ApiProperty({ example: 'median 61 s before (n 6), median 9 s after (n 6); effect -52 s, no interval. Improved.' })
  words: string;
}

export class DrillComparison {
  @ApiProperty({ type: () => DrillSnapshot })
  before: DrillSnapshot;
  @ApiProperty({ type: () => DrillSnapshot })
  after: DrillSnapshot;
  @ApiProperty({ example: 'The same 6 changes in the same order, once each way.' })
  workload: string;
  @ApiProperty({ type: () => [ComparedMetricView] })
  metrics: ComparedMetricView[];
}

export class ReportNote {
  @ApiProperty({ example: '2026-11-21T09:12:00.000Z' })
  at: string;
  @ApiProperty({ example: 'oz' })
  author: string;
  @ApiProperty({ example: 'Nobody looked at the latency chart for four minutes.' })
  text: string;
}

export class DrillReportView {
  @ApiProperty({ type: () => DrillView })
  run: DrillView;
  /** Whether no check failed, and at least one was asked. */
  @ApiProperty({ example: true })
  passed: boolean;
  @ApiProperty({ type: () => [DrillCheckView] })
  checks: DrillCheckView[];
  @ApiProperty({ type: () => [DrillScoreView] })
  scores: DrillScoreView[];
  /** Null: no two snapshots were recorded. */
  @ApiProperty({ nullable: true, type: () => DrillComparison })
  comparison: DrillComparison | null;
  @ApiProperty({ type: () => [ReportNote] })
  notes: ReportNote[];
  @ApiProperty({ type: [String], example: ['Acknowledgement took 110 s of 120 s: leave more room.'] })
  improvements: string[];
}

export class DrillKeyView {
  @ApiProperty({ enum: ['ed25519'] })
  algorithm: 'ed25519';
  /** PEM. */
  @ApiProperty({ example: '-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA…\n-----END PUBLIC KEY-----\n' })
  publicKey: string;
  /** Of its DER; `loop drill verify BUNDLE --key` takes it. */
  @ApiProperty({ example: 'sha256:9f2c…' })
  fingerprint: string;
}
