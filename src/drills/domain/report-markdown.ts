import type { CheckResult, EvidenceLink } from './checks/check.js';
import type { DrillReport } from './report.js';

const MARKS: Record<CheckResult['status'], string> = { passed: '✅', failed: '❌', not_applicable: '–' };

/** The report for people. `address`: of the installation, to which its links lead. */
export function reportMarkdown(report: DrillReport, address = ''): string {
  const { drill, passed, checks, scores, comparison, notes, improvements } = report;
  const asked = checks.filter(({ status }) => status !== 'not_applicable');
  const good = asked.filter(({ status }) => status === 'passed').length;
  const left = checks.length - asked.length;
  const sections = [
    `# ${text(drill.title)}`,
    `**${passed ? 'Passed' : 'Not passed'}**: ${good} of ${asked.length} checks${left > 0 ? ` (${left} not asked)` : ''}.`,
    [
      `- Run: ${text(drill.run)}, scenario ${text(drill.scenario)}, ${drill.mode}${drill.surprise ? ', as a surprise' : ''}`,
      `- Service: ${text(drill.service)} in ${text(drill.environment)}`,
      `- From ${drill.startedAt} to ${drill.endedAt ?? 'now: it has not ended'}`,
    ].join('\n'),
    '## Scores',
    table(
      ['', 'Seconds', 'Limit', ''],
      scores.map(({ title, seconds, limitSeconds, grade }) => [
        text(title),
        seconds === null ? 'unknown' : String(seconds),
        limitSeconds === null ? 'none' : String(limitSeconds),
        grade,
      ]),
    ),
    '## Checks',
    table(
      ['', 'Claim', 'Found', 'Evidence'],
      asked.map(({ status, title, detail, evidence }) => [
        MARKS[status],
        text(title),
        text(detail),
        evidence.map((link) => linked(link, address)).join(', '),
      ]),
    ),
    ...(comparison === null
      ? []
      : [
          '## Before and after',
          text(`${comparison.before.name} against ${comparison.after.name}. ${comparison.workload}`),
          table(
            ['Key', 'Verdict', 'In words'],
            comparison.metrics.map(({ title, verdict, words }) => [title, verdict.replaceAll('_', ' '), text(words)]),
          ),
        ]),
    '## What to improve',
    improvements.length === 0
      ? 'Nothing that the evidence shows.'
      : improvements.map((each) => `- ${text(each)}`).join('\n'),
    ...(notes.length === 0
      ? []
      : ['## Notes', notes.map(({ at, author, text: note }) => `- ${at} ${text(author)}: ${text(note)}`).join('\n')]),
  ];
  return `${sections.join('\n\n')}\n`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function linked({ label, url }: EvidenceLink, address: string): string {
  if (url === undefined || !/^(https?:\/\/|\/)/.test(url)) return text(label);
  const target = url.startsWith('/') ? `${address.replace(/\/+$/, '')}${url}` : url;
  return `[${text(label)}](<${target.replaceAll(/[<>\s]/g, encodeURIComponent)}>)`;
}

/** Text that people gave, as one line that marks nothing up. */
function text(raw: string): string {
  return raw.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*[\]<>|#~]/g, String.raw`\$&`);
}
