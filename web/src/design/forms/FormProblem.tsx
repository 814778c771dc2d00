import { Alert } from '@mantine/core';
import type { ProblemError } from '../../api/problem';

/** What the server refused beyond single fields, above the form's buttons. */
export function FormProblem({ problem }: { problem: ProblemError | null }) {
  if (problem === null) return null;
  const elsewhere = problem.fields.map(({ field, detail }) => `${field}: ${detail}`).join(' ');
  return (
    <Alert color="red" variant="light" title={problem.message} role="alert">
      {elsewhere === '' ? problem.advice : elsewhere}
    </Alert>
  );
}
