import { CliError } from '../cli-error.js';
import { listOf, textOf } from '../json.js';
import { fromNow, type Run } from './run.js';

/** Sends facts of the story; none of them may be rejected. */
export async function tellFacts(run: Run, facts: object[]): Promise<void> {
  const { body } = await run.api.post('/api/v1/facts', { facts });
  const [fault] = listOf(body['rejected']);
  if (fault) throw new CliError(`The server did not take a fact of the demo: ${textOf(fault['detail']) ?? ''}`, 1);
}

/** A change with its checks: merged `mergedAgo` seconds ago, or still open. */
export async function deliverChange(
  run: Run,
  name: string,
  title: string,
  options: { mergedAgo: number | null; unit: 'success' | 'failure' | null },
): Promise<{ change: string; sha: string; mergeSha: string }> {
  const { repository } = run;
  const sha = run.sha(`${name} head`);
  const mergeSha = run.sha(`${name} merge`);
  const change = run.change(name);
  const ago = options.mergedAgo ?? 0;
  await tellFacts(run, [
    {
      kind: 'change',
      id: change,
      repository,
      services: [run.service],
      title,
      author: run.person('ada'),
      authorType: 'human',
      openedAt: fromNow(-ago - 7_200),
      commits: [{ sha, authoredAt: fromNow(-ago - 14_400) }],
      headSha: sha,
      reviews: [{ author: run.person('bob'), submittedAt: fromNow(-ago - 3_600), state: 'approved' }],
      ...(options.mergedAgo === null ? {} : { mergedAt: fromNow(-ago), mergeSha }),
    },
    ...checksOf(run, name, sha, options.unit),
  ]);
  return { change, sha, mergeSha };
}

/** Two checks of a head; `unit` null = still running. */
export function checksOf(run: Run, name: string, sha: string, unit: 'success' | 'failure' | null): object[] {
  const check = (of: string, conclusion: string | null): object => ({
    kind: 'check',
    id: `demo-${run.id}-${name}-${of}`,
    repository: run.repository,
    sha,
    name: of,
    app: 'demo-ci',
    conclusion,
    ...(conclusion === null ? {} : { completedAt: fromNow(0) }),
  });
  return [check('lint', 'success'), check('unit', unit)];
}

/** A change goes to production while the flag that hides it is off. */
export async function darkDeploy(run: Run, flag: string): Promise<{ deployment: string; sha: string }> {
  const { change, sha, mergeSha } = await deliverChange(run, 'feature', `Add the new path behind ${flag}`, {
    mergedAgo: 60,
    unit: 'success',
  });
  const deployment = `demo-${run.id}-feature`;
  await tellFacts(run, [
    {
      kind: 'deployment',
      id: deployment,
      service: run.service,
      environment: run.environment,
      sha: mergeSha,
      status: 'success',
      finishedAt: fromNow(-5),
      changes: [change],
      reason: 'release',
    },
  ]);
  run.tell('dark deploy', `${change} is in ${run.environment}, its flag is off: nobody sees it`);
  return { deployment, sha };
}
