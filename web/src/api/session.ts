import { queryOptions, useQuery } from '@tanstack/react-query';
import { client, queries, type Schemas } from './client';
import { ProblemError } from './problem';

export type Session = Schemas['SessionView'];
export type Permission = Session['permissions'][number];

export const sessionQuery = queryOptions<Session, ProblemError>({
  queryKey: ['get', '/api/v1/session'],
  queryFn: async ({ signal }) => present((await client.GET('/api/v1/session', { signal })).data),
  staleTime: 5 * 60_000,
});

let lastKnown: Session | undefined;

/** Who is signed in. It stays when the session ends, so that pages keep what was typed while one signs in again. */
export function useSession(): Session | undefined {
  const { data } = useQuery(sessionQuery);
  if (data?.signedIn) lastKnown = data;
  return lastKnown ?? data;
}

/** Whether the person may do what needs this permission. Hide or disable what they may not. */
export function useCan(permission: Permission): boolean {
  const permissions = useSession()?.permissions ?? [];
  return permissions.includes('admin') || permissions.includes(permission);
}

export async function signIn(email: string, password: string): Promise<Session> {
  return signedIn((await client.POST('/api/v1/session', { body: { email, password } })).data);
}

export async function acceptInvitation(invitation: string, password: string): Promise<Session> {
  return signedIn((await client.POST('/api/v1/session/invitation', { body: { invitation, password } })).data);
}

export async function createFirstAdmin(body: Schemas['FirstAdmin']): Promise<Session> {
  return signedIn((await client.POST('/api/v1/session/first-admin', { body })).data);
}

export async function changePassword(person: string, body: Schemas['OwnPassword']): Promise<void> {
  await client.PUT('/api/v1/people/{person}/password', { params: { path: { person } }, body });
}

/** Ends the session here and forgets everything that was read with it. */
export async function signOut(): Promise<void> {
  await client.DELETE('/api/v1/session');
  lastKnown = undefined;
  queries.clear();
}

function signedIn(answer: Session | undefined): Session {
  const session = present(answer);
  queries.setQueryData(sessionQuery.queryKey, session);
  return session;
}

function present(answer: Session | undefined): Session {
  if (answer === undefined) throw new ProblemError(0, 'empty', 'No answer', 'The server answered nothing.');
  return answer;
}
