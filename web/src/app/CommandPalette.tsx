import '@mantine/spotlight/styles.layer.css';
import { Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { Spotlight } from '@mantine/spotlight';
import { keepPreviousData } from '@tanstack/react-query';
import { IconBolt, IconFlag, IconFlame, IconSearch, IconServer, type TablerIcon } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation, useNavigate, type Location } from 'react-router';
import { useServices } from '../design/pickers/CatalogSelect';
import { api } from '../api/client';
import { useNavigation } from './navigation';
import { paletteStore } from './palette-store';

interface Hit {
  id: string;
  label: string;
  detail?: string;
  to: string;
  icon: TablerIcon;
}

const MOST = 8;

/** One field for everything: pages, actions, flags, services, open incidents. */
export function CommandPalette() {
  const [query, setQuery] = useState('');
  const groups = useHits(query.trim());
  const navigate = useNavigate();
  const location = useLocation();
  return (
    <Spotlight.Root
      store={paletteStore}
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      scrollable
      maxHeight="min(26rem, 60dvh)"
      size={600}
    >
      <Spotlight.Search
        placeholder="Search pages, flags, services, incidents; or say what to do"
        aria-label="Search and commands"
        leftSection={<IconSearch size={18} aria-hidden="true" />}
      />
      <Spotlight.ActionsList>
        {groups.map(({ label, hits }) => (
          <Spotlight.ActionsGroup key={label} label={label}>
            {hits.map(({ id, label: words, detail, to, icon: Icon }) => (
              <Spotlight.Action
                key={id}
                label={words}
                description={detail}
                leftSection={<Icon size={18} stroke={1.5} aria-hidden="true" />}
                onClick={() => void navigate(placed(to, location))}
              />
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {groups.length === 0 && (
          <Spotlight.Empty>
            <Text c="dimmed">Nothing is called that.</Text>
          </Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

/** "?declare" opens something on the present page, whose own address stays. */
function placed(to: string, { pathname, search }: Location): string {
  if (!to.startsWith('?')) return to;
  const both = new URLSearchParams(search);
  for (const [key, value] of new URLSearchParams(to)) both.set(key, value);
  return `${pathname}?${both.toString()}`;
}

function useHits(query: string): { label: string; hits: Hit[] }[] {
  const { entries, commands } = useNavigation();
  const [asked] = useDebouncedValue(query, 120);
  const flags = api.useQuery(
    'get',
    '/api/v1/flags',
    { params: { query: { q: asked, limit: MOST } } },
    { enabled: asked !== '', placeholderData: keepPreviousData },
  );
  const incidents = api.useQuery('get', '/api/v1/incidents', { params: { query: { open: true, limit: MOST } } });
  const services = useServices();

  const matches = (...words: string[]): boolean =>
    query
      .toLowerCase()
      .split(/\s+/)
      .every((part) => words.some((word) => word.toLowerCase().includes(part)));

  const groups: { label: string; hits: Hit[] }[] = [
    {
      label: 'Open incidents',
      hits: (incidents.data?.items ?? [])
        .filter(({ title, service }) => matches(title ?? '', service, 'incident'))
        .map(({ id, title, service, severity }) => ({
          id: `incident ${id}`,
          label: title ?? id,
          detail: [severity, service].filter(Boolean).join(' · '),
          to: `/incidents/${encodeURIComponent(id)}`,
          icon: IconFlame,
        })),
    },
    {
      label: 'Do',
      hits: commands
        .filter(({ label, keywords = [] }) => matches(label, ...keywords))
        .map(({ label, to, icon }) => ({ id: `do ${label}`, label, to, icon: icon ?? IconBolt })),
    },
    {
      label: 'Pages',
      hits: entries
        .filter(({ label }) => matches(label))
        .map(({ label, to, icon }) => ({ id: `page ${to}`, label, to, icon })),
    },
    {
      label: 'Flags',
      hits:
        query === ''
          ? []
          : (flags.data?.items ?? []).map(({ key, name, service }) => ({
              id: `flag ${key}`,
              label: name,
              detail: name === key ? service : `${key} · ${service}`,
              to: `/flags/${encodeURIComponent(key)}`,
              icon: IconFlag,
            })),
    },
    {
      label: 'Services',
      hits:
        query === ''
          ? []
          : (services.data?.items ?? [])
              .filter(({ key, name }) => matches(key, name))
              .slice(0, MOST)
              .map(({ key, name, team }) => ({
                id: `service ${key}`,
                label: name,
                detail: `Flags of ${key} · team ${team}`,
                to: `/flags?service=${encodeURIComponent(key)}`,
                icon: IconServer,
              })),
    },
  ];
  return groups.filter(({ hits }) => hits.length > 0);
}
