import { Button, CopyButton, SegmentedControl, Text } from '@mantine/core';
import { useState } from 'react';
import type { Flag } from './flag';
import classes from './flags.module.css';

const WAYS = { server: 'Node', web: 'Browser', curl: 'curl' } as const;
type Way = keyof typeof WAYS;

/** How code asks for the flag. */
export function Usage({ flag }: { flag: Flag }) {
  const [way, setWay] = useState<Way>('server');
  const code = snippet(way, flag, location.origin);
  return (
    <section className={`${classes.section} no-print`}>
      <h2>Use it</h2>
      <Text c="dimmed" mb="sm">
        Any OpenFeature SDK with the OFREP provider works. The token needs the permission flags:evaluate; its
        environment decides which answers it gets.
      </Text>
      <div className={classes.usage}>
        <SegmentedControl
          aria-label="Language of the example"
          data={(Object.keys(WAYS) as Way[]).map((value) => ({ value, label: WAYS[value] }))}
          value={way}
          onChange={(next) => setWay(next as Way)}
        />
        <CopyButton value={code}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? 'Copied' : 'Copy'}
            </Button>
          )}
        </CopyButton>
      </div>
      <pre className={classes.code} tabIndex={0} aria-label="Example">
        {code}
      </pre>
    </section>
  );
}

export function snippet(way: Way, { key, variants, offVariant }: Flag, origin: string): string {
  const off = JSON.stringify(variants[offVariant] ?? false);
  const type = typeof variants[offVariant];
  const method = `get${type === 'string' ? 'String' : type === 'number' ? 'Number' : type === 'object' ? 'Object' : 'Boolean'}Value`;
  if (way === 'curl')
    return `curl ${origin}/ofrep/v1/evaluate/flags/${key} \\
  -H "Authorization: Bearer $LOOP_TOKEN" -H 'Content-Type: application/json' \\
  -d '{"context": {"targetingKey": "user-7"}}'`;
  if (way === 'web')
    return `import { OpenFeature } from '@openfeature/web-sdk';
import { OFREPWebProvider } from '@openfeature/ofrep-web-provider';

await OpenFeature.setContext({ targetingKey: user.id });
await OpenFeature.setProviderAndWait(
  new OFREPWebProvider({
    baseUrl: '${origin}',
    headers: [['Authorization', \`Bearer \${token}\`]],
  }),
);
const value = OpenFeature.getClient().${method}('${key}', ${off});`;
  return `import { OpenFeature } from '@openfeature/server-sdk';
import { OFREPProvider } from '@openfeature/ofrep-provider';

await OpenFeature.setProviderAndWait(
  new OFREPProvider({
    baseUrl: '${origin}',
    headers: [['Authorization', \`Bearer \${process.env.LOOP_TOKEN}\`]],
  }),
);
const value = await OpenFeature.getClient().${method}('${key}', ${off}, { targetingKey: user.id });`;
}
