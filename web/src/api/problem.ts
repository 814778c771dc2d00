/** One field that the server refused. */
export interface FieldProblem {
  field: string;
  code: string;
  detail: string;
}

interface ProblemBody {
  title?: string;
  detail?: string;
  code?: string;
  errors?: FieldProblem[];
  correlationId?: string;
}

/** What the server answered instead of what was asked for (RFC 9457), or that it could not be reached at all. */
export class ProblemError extends Error {
  constructor(
    /** HTTP status; 0: no answer came. */
    readonly status: number,
    readonly code: string,
    readonly title: string,
    detail: string,
    readonly fields: readonly FieldProblem[] = [],
    readonly correlationId: string | null = null,
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(detail);
    this.name = 'ProblemError';
  }

  /** Whether the same request may succeed later without any change to it. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }

  /** What the person can do now. */
  get advice(): string {
    if (this.status === 0) return 'Check your connection; it is tried again by itself.';
    if (this.status === 401) return 'Sign in again.';
    if (this.status === 403) return 'Ask an administrator for the role that may do this.';
    if (this.status === 404) return 'It may have been removed, or the link is wrong.';
    if (this.code === 'exists_already') return 'Choose another key, or edit what has it.';
    if (this.code === 'approval_required') return 'Send it again, and you can ask for it.';
    if (this.status === 412) return 'Somebody changed it in the meantime. Look at both versions and choose.';
    if (this.status === 429) return `Wait ${this.retryAfterSeconds ?? 1} s, then try again.`;
    if (this.status >= 500)
      return this.correlationId === null
        ? 'Try again in a moment.'
        : `Try again in a moment. The server’s log has more under ${this.correlationId}.`;
    return 'Correct it and try again.';
  }
}

/** Reads the problem out of an answer that was not 2xx. */
export async function problemFrom(response: Response): Promise<ProblemError> {
  let body: ProblemBody = {};
  if (/json/.test(response.headers.get('content-type') ?? '')) {
    body = (await response.clone().json()) as ProblemBody;
  }
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
  return new ProblemError(
    response.status,
    body.code ?? `http_${response.status}`,
    body.title ?? 'The server refused',
    body.detail ?? `The server answered ${response.status} without saying why.`,
    body.errors ?? [],
    body.correlationId ?? response.headers.get('x-request-id'),
    Number.isFinite(retryAfter) ? retryAfter : null,
  );
}

/** Any thrown thing as a problem to show. */
export function problemOf(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  const detail = error instanceof Error ? error.message : String(error);
  return new ProblemError(-1, 'page_error', 'Something went wrong on this page', detail);
}
