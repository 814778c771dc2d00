import type { Evidence } from '../../evidence.js';
import { COMPARED } from '../snapshots.js';
import { doctored, type Controls } from './control.js';

const sides = ({ snapshots }: Evidence) => (snapshots === null ? [] : [snapshots.before, snapshots.after]);

export const snapshotControls: Controls = {
  snapshots_recomputable: [
    doctored('one came out otherwise', (run) => {
      for (const side of sides(run).slice(1)) side.recomputedSha256 = 'another';
    }),
    doctored('one was made from no facts', (run) => {
      for (const side of sides(run).slice(0, 1)) side.facts.count = 0;
    }),
    doctored('none was computed again', (run) => {
      for (const side of sides(run)) Object.assign(side, { sha256: '', recomputedSha256: '' });
    }),
    doctored('both are one', (run) => {
      for (const side of sides(run)) side.id = 'one';
    }),
  ],
  same_changes: [
    doctored('one change is missing from one', (run) => {
      for (const side of sides(run).slice(1)) side.changes.pop();
    }),
    doctored('no change is listed', (run) => {
      for (const side of sides(run)) side.changes = [];
    }),
    doctored('the mix shifted', ({ snapshots }) => {
      if (snapshots) snapshots.workload = 'mix_shifted';
    }),
  ],
  compared_with_verdicts: [
    ...COMPARED.map((metric) =>
      doctored(`${metric} was not compared`, ({ snapshots }) => {
        if (snapshots) delete snapshots.verdicts[metric];
      }),
    ),
    doctored('nothing says of how many', ({ snapshots }) => {
      for (const compared of Object.values(snapshots?.verdicts ?? {})) compared.before = { value: 1 };
    }),
    doctored('a verdict is none', ({ snapshots }) => {
      for (const compared of Object.values(snapshots?.verdicts ?? {})) compared.verdict = 'great';
    }),
    doctored('too few data, and nothing says how many it would take', ({ snapshots }) => {
      for (const compared of Object.values(snapshots?.verdicts ?? {}))
        Object.assign(compared, { verdict: 'insufficient_data', neededN: null });
    }),
  ],
};
