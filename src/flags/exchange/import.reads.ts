import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/index.js';
import { flagOf, SELECT_FLAGS, type FlagRow } from '../inventory/flag.rows.js';
import type { Present } from './domain/plan.js';

interface Settled {
  flag: string;
  imported: boolean;
  settled: string[];
}

/** What is here already of the flags that come in. */
@Injectable()
export class ImportReads {
  async present(tx: Tx, keys: string[]): Promise<Map<string, Present>> {
    const rows = await tx.query<FlagRow>(`${SELECT_FLAGS} where f.key = any ($1)`, [keys]);
    if (rows.length === 0) return new Map();
    const settled = await tx.query<Settled>(
      `select h.flag, bool_or(h.action = 'import') as imported,
         array_remove(array_agg(distinct h.environment) || array_agg(distinct e.key), null) as settled
       from flag_history h
       left join lateral jsonb_array_elements_text(
         case when h.action = 'import' then h.detail -> 'environments' else '[]' end) e (key) on true
       where h.flag = any ($1) group by h.flag`,
      [rows.map(({ key }) => key)],
    );
    const known = new Map(settled.map((each) => [each.flag, each]));
    return new Map(
      rows.map((row) => {
        const { imported = false, settled: environments = [] } = known.get(row.key) ?? {};
        return [row.key, { flag: flagOf(row), imported, settled: new Set(environments) }];
      }),
    );
  }
}
