import type { Log } from 'sarif';
import type { Reason, VerdictView } from './verdict.js';

/** github: annotations, as a step of GitHub Actions prints them. */
export const FORMS = ['json', 'sarif', 'junit', 'markdown', 'github'] as const;
export type Form = (typeof FORMS)[number];

const TYPES: Record<Exclude<Form, 'json'>, string> = {
  sarif: 'application/sarif+json',
  junit: 'application/junit+xml',
  markdown: 'text/markdown',
  github: 'text/vnd.github.annotations',
};

/** The form that an Accept header asks for first among those we have; JSON where it names none. */
export function formOf(accept: string | undefined): Form {
  const wanted = (accept ?? '')
    .split(',')
    .map((part, i) => {
      const [type = '', ...parameters] = part.split(';').map((each) => each.trim().toLowerCase());
      const q = parameters.find((each) => each.startsWith('q='));
      return { type, q: q === undefined ? 1 : Number(q.slice(2)), i };
    })
    .filter(({ q }) => q > 0)
    .toSorted((a, b) => b.q - a.q || a.i - b.i);
  for (const { type } of wanted) {
    if (type === 'application/json' || type === '*/*' || type === 'application/*') return 'json';
    for (const form of FORMS) if (form !== 'json' && type === TYPES[form]) return form;
  }
  return 'json';
}

/** The verdict in another form, with its media type. */
export function render(view: VerdictView, form: Exclude<Form, 'json'>): { type: string; body: string } {
  const body = WRITERS[form](view);
  return { type: form === 'sarif' ? TYPES[form] : `${TYPES[form]}; charset=utf-8`, body };
}

const WRITERS: Record<Exclude<Form, 'json'>, (view: VerdictView) => string> = { sarif, junit, markdown, github };

const blocks = (view: VerdictView, reason: Reason): boolean => view.verdict === 'block' && reason.waiver === undefined;

/** SARIF 2.1.0 (OASIS), of the shape that its schema gives. */
function sarif(view: VerdictView): string {
  const rules = [...new Set(view.reasons.map(({ rule }) => rule))];
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Delivery Loop',
            rules: rules.map((id) => ({ id, shortDescription: { text: `${view.guard}: ${id}` } })),
          },
        },
        automationDetails: { id: `${view.guard}/${view.id}` },
        invocations: [{ executionSuccessful: true, endTimeUtc: view.checkedAt }],
        properties: { verdict: view.verdict, url: view.url, subject: view.subject },
        results: view.reasons.map((reason) => ({
          ruleId: reason.rule,
          ruleIndex: rules.indexOf(reason.rule),
          level: blocks(view, reason) ? 'error' : 'note',
          message: { text: `${reason.subject}: ${reason.detail}` },
          ...(reason.waiver !== undefined && {
            suppressions: [{ kind: 'external', status: 'accepted', justification: reason.waiver }],
          }),
          partialFingerprints: { 'subjectRule/v1': `${reason.subject}/${reason.rule}` },
          locations: [
            {
              ...(reason.path !== undefined && {
                physicalLocation: {
                  artifactLocation: { uri: reason.path.split('/').map(encodeURIComponent).join('/') },
                  region: { startLine: Math.max(1, reason.line ?? 1) },
                },
              }),
              logicalLocations: [{ name: reason.subject }],
            },
          ],
        })),
      },
    ],
  };
  return JSON.stringify(log);
}

/** Workflow commands of GitHub Actions: https://docs.github.com/actions/reference/workflow-commands-for-github-actions. */
function github(view: VerdictView): string {
  const lines = view.reasons.map((reason) => {
    const level = blocks(view, reason) ? 'error' : 'notice';
    const place =
      reason.path === undefined ? '' : `file=${property(reason.path)},line=${Math.max(1, reason.line ?? 1)},`;
    const waived = reason.waiver === undefined ? '' : ` (waived: ${reason.waiver})`;
    const title = `title=${property(`${view.guard}: ${reason.rule}`)}`;
    return `::${level} ${place}${title}::${message(`${reason.subject}: ${reason.detail}${waived}`)}`;
  });
  const summary = `${view.guard} ${view.verdict}: ${view.subject}, see ${view.url}`;
  return [...lines, `::${view.verdict === 'block' ? 'error' : 'notice'}::${message(summary)}`, ''].join('\n');
}

const message = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string): string => message(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

function junit(view: VerdictView): string {
  const cases = view.reasons.map((reason) => {
    const name = xml(`${reason.rule}: ${reason.subject}`);
    const outcome = blocks(view, reason)
      ? `<failure type="${xml(reason.rule)}" message="${xml(reason.detail)}"/>`
      : `<skipped message="${xml(reason.waiver ?? reason.detail)}"/>`;
    return `    <testcase classname="${xml(view.guard)}" name="${name}">${outcome}</testcase>`;
  });
  if (cases.length === 0) cases.push(`    <testcase classname="${xml(view.guard)}" name="${xml(view.subject)}"/>`);
  const failures = view.reasons.filter((reason) => blocks(view, reason)).length;
  const counts = `tests="${cases.length}" failures="${failures}" errors="0" skipped="${view.reasons.length - failures}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts}>`,
    `  <testsuite name="${xml(view.guard)}" ${counts} timestamp="${xml(view.checkedAt)}">`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\n': '&#10;',
  '\t': '&#9;',
  '\r': '&#13;',
};

/** Text for an attribute or element; characters that XML 1.0 cannot hold become U+FFFD. */
function xml(text: string): string {
  return Array.from(text)
    .map((character) => {
      const entity = ENTITIES[character];
      if (entity !== undefined) return entity;
      const code = character.codePointAt(0) ?? 0;
      const held = code >= 0x20 && !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff;
      return held ? character : '\ufffd';
    })
    .join('');
}

function markdown(view: VerdictView): string {
  const head = [
    `# ${view.guard}: ${view.verdict}`,
    '',
    `${cell(view.subject)}, checked at ${view.checkedAt}. [Verdict](${view.url})`,
    '',
  ];
  if (view.reasons.length === 0) return [...head, 'Nothing stands in the way.', ''].join('\n');
  const rows = view.reasons.map(
    ({ rule, subject, detail, since, owner, waiver }) =>
      `| ${[rule, subject, detail, since ?? '', owner ?? '', waiver ?? ''].map(cell).join(' | ')} |`,
  );
  return [
    ...head,
    '| rule | subject | detail | since | owner | waiver |',
    '|---|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

function cell(text: string): string {
  return text
    .replace(/[\r\n]+/g, ' ')
    .replace(/[\\|`*_<>[\]]/g, (character) => (character === '_' ? character : `\\${character}`));
}
