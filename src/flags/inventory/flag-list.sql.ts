import type { FlagSort, FlagsQuery } from './flags.contract.js';

export type FilterValue = string | string[] | null;

/** Parameters 1 to 5 of {@link MATCHES}. */
export function filterOf(query: FlagsQuery): FilterValue[] {
  const owner = ownerFilter(query.owner);
  return [query.service ?? null, query.stage ?? null, owner.team, owner.person, query.q ?? null];
}

/** Condition on `flags f`: service, stage, owning team, owning person, text, keys. */
export const MATCHES = `
  ($1::text is null or f.service = $1) and ($2::text is null or f.stage = $2)
  and ($3::text is null or f.owner_team = $3 or ($4::text is not null and f.owner_person = $4))
  and ($4::text is null or f.owner_person = $4 or ($3::text is not null and f.owner_team = $3))
  and ($5::text is null or strpos(lower(f.key || ' ' || f.name || ' ' || coalesce(f.description, '')), lower($5)) > 0)
  and ($6::text[] is null or f.key = any ($6))`;

/** Per order: what is sorted by, and what comes after the flag whose sorted value and key are parameters 7 and 8. */
export const ORDERS: Record<FlagSort, { value: string; by: string; after: string }> = {
  key: { value: 'null::timestamptz', by: 'f.key', after: `($7::timestamptz is null and f.key > $8::text)` },
  expiresAt: {
    value: 'f.expires_at',
    by: `coalesce(f.expires_at, 'infinity'), f.key`,
    after: `(coalesce(f.expires_at, 'infinity'), f.key) > (coalesce($7::timestamptz, 'infinity'), $8::text)`,
  },
  updatedAt: {
    value: 'f.updated_at',
    by: 'f.updated_at desc, f.key desc',
    after: `(f.updated_at, f.key) < ($7::timestamptz, $8::text)`,
  },
};

function ownerFilter(owner: string | undefined): { team: string | null; person: string | null } {
  if (owner === undefined) return { team: null, person: null };
  const [, kind, key] = /^(team|person):(.*)$/s.exec(owner) ?? [];
  if (kind === 'team') return { team: key ?? '', person: null };
  if (kind === 'person') return { team: null, person: key ?? '' };
  return { team: owner, person: owner };
}
