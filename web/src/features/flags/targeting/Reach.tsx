import { Stack, Text } from '@mantine/core';
import type { Schemas } from '../../../api/client';
import { percentText } from '../../../design/numbers';
import { Time } from '../../../design/time/Time';

type Difference = Schemas['PreviewView']['differences'][number];

const WORDS: Record<Difference['what'], string> = {
  rule_added: 'is new',
  rule_removed: 'goes',
  rule_changed: 'changes',
  rules_reordered: 'The rules have another order',
  otherwise: 'What is served where no rule applies changes',
  prerequisites: 'The prerequisites change',
  variant_added: 'is new',
  variant_removed: 'goes',
  variant_changed: 'holds another value',
  default_variant: 'What is answered when on changes',
  off_variant: 'What is answered when off changes',
};

function wordsOf({ what, rule, variant, from, to }: Difference): string {
  if (rule !== null) return `Rule ${rule} ${WORDS[what]}`;
  const said = variant === null ? WORDS[what] : `Variant “${variant}” ${WORDS[what]}`;
  return ['variant_changed', 'default_variant', 'off_variant'].includes(what)
    ? `${said}: ${JSON.stringify(from)} → ${JSON.stringify(to)}`
    : said;
}

/** What an edit changes, and for whom. */
export function Reach({ preview: { differences, reach } }: { preview: Schemas['PreviewView'] }) {
  const made = reach.contexts === 'made';
  return (
    <Stack gap="xs">
      {differences.length === 0 ? (
        <Text>Nothing changes.</Text>
      ) : (
        <ul>
          {differences.map((each) => (
            <li key={`${each.what} ${each.rule ?? each.variant ?? ''}`} style={{ overflowWrap: 'anywhere' }}>
              {wordsOf(each)}
            </li>
          ))}
        </ul>
      )}
      <Text>
        {reach.changed} of {reach.compared} {made ? 'contexts made from the rules' : 'contexts'} (
        {percentText(reach.compared === 0 ? 0 : reach.changed / reach.compared)}) would get something else.
      </Text>
      {reach.flows.length > 0 && (
        <ul>
          {reach.flows.map(({ from, to, contexts }) => (
            <li key={`${from} ${to}`}>
              {contexts}: {from === to ? `“${to}” with its new value` : `from “${from}” to “${to}”`}
            </li>
          ))}
        </ul>
      )}
      {reach.examples[0] !== undefined && (
        <Text size="sm" c="dimmed">
          Such as {JSON.stringify(reach.examples[0].context)}
        </Text>
      )}
      <Text size="sm">
        {reach.lastEvaluatedAt === null ? (
          'It was never evaluated here.'
        ) : (
          <>
            Last evaluated <Time at={reach.lastEvaluatedAt} />.
          </>
        )}
        {reach.requiredBy.length > 0 && ` Flags that require it: ${reach.requiredBy.join(', ')}.`}
      </Text>
    </Stack>
  );
}
