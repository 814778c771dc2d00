import { sentenceOf, type Answer, type Api } from '../api.js';
import { CliError } from '../cli-error.js';

/** Exit code where a guard could not be asked: nobody was told "blocked", and nobody "pass". */
export const NOT_ASKED = 2;

/** A guard's verdict, 200 or 409. A refusal of the question itself (unknown service, wrong field) is no verdict and throws. */
export async function verdictOf(api: Api, guard: string, body: object, accept = 'application/json'): Promise<Answer> {
  const answer = await api.post(`/api/v1/guards/${guard}`, body, { accept, allow: [409] }).catch((error: unknown) => {
    throw error instanceof CliError ? new CliError(error.message, NOT_ASKED) : error;
  });
  if (answer.contentType.includes('problem+json')) throw new CliError(sentenceOf(answer), NOT_ASKED);
  return answer;
}
