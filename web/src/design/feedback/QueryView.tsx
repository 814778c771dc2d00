import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorState } from './ErrorState';
import { Waiting } from './Waiting';

interface QueryViewProps<Data, Failure> {
  query: UseQueryResult<Data, Failure>;
  children: (data: Data) => ReactNode;
  /** Skeleton of its own shape. */
  waiting?: ReactNode;
}

/** What a query gives, or its skeleton, or what went wrong. Old data stay while new ones fail to come. */
export function QueryView<Data, Failure>({ query, children, waiting = <Waiting /> }: QueryViewProps<Data, Failure>) {
  if (query.data !== undefined) return children(query.data);
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  return waiting;
}
