import { StatusBadge, type Tone } from '../../../design/StatusBadge';
import { percentText } from '../../../design/numbers';
import classes from './snapshots.module.css';
import { pointsText, pText, type Comparison } from './verdicts';

type Workload = Comparison['workload'];

const WORDS: Record<Workload['verdict'], { tone: Tone; word: string; means: string }> = {
  same: { tone: 'on', word: 'The same kind of work', means: 'The two windows may be compared.' },
  mix_shifted: {
    tone: 'attention',
    word: 'Mix shifted',
    means:
      'The services did not deploy in the same proportions, so that nothing is called improved on the pooled numbers alone.',
  },
  insufficient_data: {
    tone: 'waiting',
    word: 'Too little to tell whether the work is the same',
    means: 'Read the numbers below with that in mind.',
  },
};

/** Whether both windows did the same kind of work, since numbers of different work say little about each other. */
export function Workload({ workload }: { workload: Workload }) {
  const { verdict, detail, pooled, stratified, changeSize, changeKind } = workload;
  const { tone, word, means } = WORDS[verdict];
  const lines = (value: number | null): string =>
    value === null ? 'not known' : `${value.toLocaleString('en')} lines`;
  return (
    <section className={classes.workload} aria-labelledby="workload">
      <h2 id="workload">Was it the same work?</h2>
      <StatusBadge tone={tone}>{word}</StatusBadge>
      <p>
        {detail} {means}
      </p>
      <details className={classes.explained}>
        <summary>How this was checked</summary>
        <p>
          The change fail rates are compared twice: all services together, and service by service. Where a service that
          fails seldom deploys more than before, the whole seems to improve though no service did. If the two answers
          disagree, the mix shifted.
        </p>
        <dl>
          <dt>All services together</dt>
          <dd>{pooled === null ? 'no data' : difference(pooled)}</dd>
          <dt>Service by service</dt>
          <dd>
            {stratified === null
              ? 'no service deployed in both windows'
              : `${difference(stratified)}, over ${stratified.services} that deployed in both`}
          </dd>
          <dt>Size of changes</dt>
          <dd>
            {lines(changeSize.medianBefore)} before, {lines(changeSize.medianAfter)} after (median)
            {changeSize.shifted && ': it differs'}
          </dd>
          <dt>Kinds of changes</dt>
          <dd>
            {changeKind.shares.length === 0
              ? 'not known'
              : changeKind.shares
                  .slice(0, 5)
                  .map(
                    (share) => `${share.kind ?? 'no label'} ${percentText(share.before)} → ${percentText(share.after)}`,
                  )
                  .join(', ')}
            {changeKind.shifted && ': they differ'}
          </dd>
        </dl>
      </details>
    </section>
  );
}

function difference({ difference: by, ci95: [low = 0, high = 0], p }: NonNullable<Workload['pooled']>): string {
  const end = (value: number): string => `${value > 0 ? '+' : value < 0 ? '−' : ''}${pointsText(value)}`;
  return `${end(by)} (95 %: ${end(low)} to ${end(high)}; ${pText(p)})`;
}
