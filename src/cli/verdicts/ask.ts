import { sentenceOf, type Answer, type Api } from '../api.js';
import { CliError } from '../cli-error.js';

/** Exit code where a guard could not be asked: nobody was told "blocked", and nobody "pass". */
export const NOT_ASKED = 2;

/** A step of CI that hangs is worse than one that could not ask. */
const ASK_WITHIN_MS = 60_000;

/** A guard's verdict, 200 or 409. A refusal of the question itself (unknown service, wrong field) is no verdict and throws. */
export async function verdictOf(api: Api, guard: string, body: object, accept = 'application/json'): Promise<Answer> {
  const asked = { accept, allow: [409], withinMs: ASK_WITHIN_MS };
  const answer = await asking(api.post(`/api/v1/guards/${guard}`, body, asked));
  if (answer.contentType.includes('problem+json')) throw new CliError(sentenceOf(answer), NOT_ASKED);
  // A proxy or a page to sign in at may answer 200 as well; only a verdict lets pass.
  const isJson = accept === 'application/json';
  if (!answer.contentType.includes(accept) || (isJson && typeof answer.body['verdict'] !== 'string')) {
    throw new CliError(`What answers at ${api.url} gave no verdict (HTTP ${answer.status}). Check --url.`, NOT_ASKED);
  }
  return answer;
}

/** Waits for something without which there is no verdict: where it fails, nobody was asked. */
export async function asking<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof CliError ? new CliError(error.message, NOT_ASKED) : error;
  }
}
