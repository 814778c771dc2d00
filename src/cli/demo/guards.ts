import type { JsonObject } from '../json.js';
import type { Run } from './run.js';

export interface Asked {
  question: string;
  verdict: JsonObject;
}

/** What CI would be told of the story's changes, flags and next release. */
export async function askGuards(run: Run, heads: { red: string; green: string }): Promise<Asked[]> {
  const { api, service, repository } = run;
  const ask = async (question: string, guard: string, body: object): Promise<Asked> => ({
    question,
    verdict: (await api.post(`/api/v1/guards/${guard}`, body, { allow: [409] })).body,
  });
  return [
    await ask('merge, a check failed', 'merge', { repository, sha: heads.red }),
    await ask('merge, all green', 'merge', { repository, sha: heads.green }),
    await ask('flag-debt', 'flag-debt', {
      service,
      references: [
        { flag: run.flag('new-path'), path: 'src/new-path.ts', line: 3 },
        { flag: run.flag('never-declared'), path: 'src/old-path.ts', line: 12 },
      ],
    }),
    await ask('change-fail, next release', 'change-fail', { service, intent: 'release' }),
    await ask('change-fail, fix of an incident', 'change-fail', { service, intent: 'incident_fix' }),
  ];
}
