import { useForm, type UseFormReturnType } from '@mantine/form';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { problemOf, type ProblemError } from '../../api/problem';
import { atItsKey } from './keys';

interface Options<Values extends Record<string, unknown>, Answer> {
  /** Names the draft kept in this browser tab, so that nothing typed is lost by a reload. Without it none is kept (passwords!). */
  draft?: string;
  initialValues: Values;
  /** The entity tag of what `initialValues` say, for `over`; null: it is new. */
  etag?: string | null;
  /** Looks at what is about to be sent; false: a dialog asks first, and it is sent by `confirm`. */
  review?: (values: Values) => Promise<boolean>;
  send: (values: Values, etag: string | null) => Promise<Answer>;
  done: (answer: Answer, values: Values) => void;
  /** Reads the present state again after a 412. */
  reload?: () => Promise<{ values: Values; etag: string | null }>;
}

/** Two versions of one thing, after somebody else was quicker. */
export interface Stale<Values> {
  mine: Values;
  theirs: Values;
  etag: string | null;
}

export interface ServerForm<Values extends Record<string, unknown>> {
  form: UseFormReturnType<Values>;
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  /** Sends what was reviewed, with what the dialog asked for. */
  confirm: (further: Partial<Values>) => void;
  busy: boolean;
  /** What the server refused beyond single fields; show it with FormProblem. */
  problem: ProblemError | null;
  stale: Stale<Values> | null;
  /** Saves mine over theirs. */
  keepMine: () => void;
  /** Puts theirs into the form. */
  takeTheirs: () => void;
  /** The entity tag of what the fields were filled from. */
  base: () => string | null;
  /** Forgets what was typed, draft and all: for a button that says Cancel. */
  discard: () => void;
}

/** A form that the server judges: its field errors stand at the fields, drafts survive, a stale edit offers both versions. */
export function useServerForm<Values extends Record<string, unknown>, Answer>(
  options: Options<Values, Answer>,
): ServerForm<Values> {
  const { draft, initialValues } = options;
  const [kept] = useState(() => restored<Values>(draft));
  const form = useForm<Values>({ initialValues: { ...initialValues, ...kept?.values } });
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const [stale, setStale] = useState<Stale<Values> | null>(null);
  // What is edited is the version that the fields were filled from, whatever has been read since.
  const base = useRef(kept === null ? (options.etag ?? null) : kept.etag);
  const heard = useRef(options.etag ?? null);
  const values = form.getValues();

  const began = useRef(false);
  useEffect(() => {
    if (!began.current && kept !== null) form.resetDirty(initialValues);
    began.current = true;
    const told = options.etag ?? null;
    if (told !== heard.current) {
      heard.current = told;
      // A form in which nothing was typed follows what others save.
      if (!busy && !form.isDirty()) {
        form.setValues(initialValues);
        form.resetDirty(initialValues);
        base.current = told;
      }
    }
    if (draft === undefined) return;
    if (form.isDirty()) sessionStorage.setItem(draftKey(draft), JSON.stringify({ values, etag: base.current }));
    else sessionStorage.removeItem(draftKey(draft));
  });

  const submit = async (sent: Values, etag: string | null, reviewed = false): Promise<void> => {
    setBusy(true);
    setProblem(null);
    form.clearErrors();
    try {
      if (!reviewed && options.review && !(await options.review(sent))) return;
      const answer = await options.send(sent, etag);
      if (draft !== undefined) sessionStorage.removeItem(draftKey(draft));
      form.resetDirty(sent);
      setStale(null);
      heard.current = etag;
      options.done(answer, sent);
    } catch (error) {
      const failure = atItsKey(problemOf(error), sent);
      if (failure.status === 412 && options.reload) {
        const now = await options.reload().catch((cause: unknown) => problemOf(cause));
        if ('values' in now) return setStale({ mine: sent, theirs: now.values, etag: now.etag });
        return setProblem(now);
      }
      const { atFields, general } = placed(failure, sent);
      form.setErrors(atFields);
      setProblem(general);
      focusFirst(Object.keys(atFields)[0]);
    } finally {
      setBusy(false);
    }
  };

  return {
    form,
    busy,
    problem,
    stale,
    base: () => base.current,
    onSubmit: (event) => {
      event.preventDefault();
      if (!busy) void submit(form.getValues(), base.current);
    },
    confirm: (further) => {
      form.setValues(further);
      const sent = { ...(stale?.mine ?? form.getValues()), ...further };
      void submit(sent, stale === null ? base.current : stale.etag, true);
    },
    keepMine: () => {
      if (stale) void submit(stale.mine, stale.etag);
    },
    discard: () => {
      form.setValues(initialValues);
      form.resetDirty(initialValues);
    },
    takeTheirs: () => {
      if (!stale) return;
      form.setValues(stale.theirs);
      form.resetDirty(stale.theirs);
      base.current = stale.etag;
      setStale(null);
    },
  };
}

/** Splits a refusal into what belongs at fields of the form and what must be said above it. */
export function placed(
  problem: ProblemError,
  values: Record<string, unknown>,
): { atFields: Record<string, string>; general: ProblemError | null } {
  const atFields: Record<string, string> = {};
  let elsewhere = problem.fields.length === 0;
  for (const { field, detail } of problem.fields) {
    // The server writes environments[0].key, forms write environments.0.key; owner.team may stand at one field "owner".
    const path = field.replaceAll(/\[(\d+)\]/g, '.$1');
    const [top = path] = path.split('.');
    if (hasPath(values, path)) atFields[path] = words(values, path, detail);
    else if (top in values) atFields[top] ??= words(values, top, detail);
    else elsewhere = true;
  }
  return { atFields, general: elsewhere ? problem : null };
}

/** What is wrong with a field that was left empty is that it is empty, whatever its value would have had to look like. */
function words(values: unknown, path: string, detail: string): string {
  return valueAt(values, path) === '' ? 'is required' : detail;
}

function hasPath(values: unknown, path: string): boolean {
  return valueAt(values, path) !== undefined;
}

function valueAt(values: unknown, path: string): unknown {
  let at = values;
  for (const part of path.split('.')) {
    if (typeof at !== 'object' || at === null || !(part in at)) return undefined;
    at = Reflect.get(at, part);
  }
  return at;
}

function draftKey(name: string): string {
  return `draft:${name}`;
}

interface Draft<Values> {
  values: Partial<Values>;
  etag: string | null;
}

function restored<Values>(name: string | undefined): Draft<Values> | null {
  const kept = name === undefined ? null : sessionStorage.getItem(draftKey(name));
  return kept === null ? null : (JSON.parse(kept) as Draft<Values>);
}

function focusFirst(path: string | undefined): void {
  if (path === undefined) return;
  requestAnimationFrame(() => document.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
}
