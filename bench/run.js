// npm run bench [NAME …]: runs the benchmarks one after another and writes bench/RESULTS.md.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from '../bin/build.js';

const ALL = [
  'start',
  'flags',
  'targeting',
  'streams',
  'inventory',
  'webhooks',
  'facts',
  'dora',
  'import',
  'web',
  'kill-board',
  'scan',
  'guard',
];
const names = process.argv.slice(2);
const unknown = names.filter((name) => !ALL.includes(name));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}; choose among ${ALL.join(', ')}.`);
  process.exit(2);
}
await ensureBuilt();

const file = join(import.meta.dirname, 'RESULTS.md');
const sections = readSections();
let missed = 0;
for (const name of names.length > 0 ? names : ALL) {
  console.error(`\n${name}`);
  const { run } = await import(`./${name}.js`);
  const rows = await run({ log: (line) => console.error(line) });
  missed += rows.filter((row) => !row.reached).length;
  console.table(rows);
  sections.set(
    name,
    [
      heading(),
      '',
      '| what | measured | to reach | |',
      '|---|---|---|---|',
      ...rows.map((row) => `| ${row.what} | ${row.result} | ${row.target} | ${row.reached ? '✓' : 'missed'} |`),
    ].join('\n'),
  );
}
const body = ALL.filter((name) => sections.has(name)).map((name) => `## ${name}\n\n${sections.get(name)}`);
writeFileSync(
  file,
  `# Results\n\nWritten by \`npm run bench\`. Load and servers share the machine; compare ratios, not absolutes.\n\n${body.join('\n\n')}\n`,
);
if (missed > 0) console.error(`\n${missed} figures were not reached.`);

function heading() {
  const [cpu] = cpus();
  const day = execFileSync('date', ['-u', '+%Y-%m-%d'], { encoding: 'utf8' }).trim();
  return `${day}, Node ${process.versions.node}, ${cpus().length} × ${cpu?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB`;
}

function readSections() {
  let text;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return new Map();
    throw error;
  }
  return new Map(
    text
      .split(/^## /m)
      .slice(1)
      .map((section) => [section.slice(0, section.indexOf('\n')), section.slice(section.indexOf('\n')).trim()]),
  );
}
